var n,t,r,u,i,f,o,e,l,c,a,s,h=Symbol.for("pv"),p={},y=[],v=/^m(i|n|o|s|text|space)$/,w=Array.isArray,d=y.slice,_=Object.assign;function g(n3){n3&&n3.parentNode&&
n3.remove()}function k(n3,t4,r4){var u4,i4,f5,o5={},e4=arguments.length;for(f5 in t4)f5=="key"?u4=t4[f5]:f5=="ref"&&typeof n3!="function"?i4=t4[f5]:o5[f5]=t4[f5];
return e4>2&&(o5.children=e4>3?d.call(arguments,2):r4),m(n3,o5,u4,i4,null)}function m(r4,u4,i4,f5,o5){var e4={type:r4,props:u4,key:i4,ref:f5,__k:null,__:null,__b:0,__e:null,__c:null,constructor:h,__v:o5||++t,__i:-1,__u:0};return!o5&&n.
vnode&&n.vnode(e4),e4}function M(){return{current:null}}function $(n3){return n3.children}function x(n3,t4){this.props=n3,this.context=t4,this.__g=0}function S(n3,t4){
if(t4==null)return n3.__&&S(n3.__,n3.__i+1);for(var r4;t4<n3.__k.length;t4++)if((r4=n3.__k[t4])&&r4.__e)return r4.__e;return typeof n3.type!="function"||n3.props.
__P?null:S(n3)}function C(t4){var r4,u4=t4.__v,i4=u4.__e,f5=[],o5=[],e4=t4.__P;e4&&((r4=_({constructor:h},u4)).__v=u4.__v+1,n.vnode&&n.vnode(r4),z(e4,r4,u4,t4.__n,
e4.namespaceURI,32&u4.__u?[i4]:null,f5,i4||S(u4),32&u4.__u,o5),r4.__v=u4.__v,r4.__.__k[r4.__i]=r4,E(f5,r4,o5),u4.__=u4.__e=null,r4.__e!=i4&&j(r4))}function j(n3){
if((n3=n3.__)&&n3.__c&&!n3.props.__P)return n3.__e=null,n3.__k.some(function(t4){return t4&&(n3.__e=t4.__e)}),j(n3)}function L(t4){(8&t4.__g||(t4.__g|=8,u.push(
t4),f++))&&i==n.debounceRendering||((i=n.debounceRendering)||queueMicrotask)(H)}function H(){try{for(var n3,t4=1;u.length;)u.length>t4&&u.sort(o),n3=u.shift(),t4=
u.length,8&n3.__g&&C(n3)}finally{(f=u.length)&&(i||queueMicrotask)(H)}}function I(n3,t4,r4,u4,i4,f5,o5,e4,l4,c4,a5){var s4,h5,v4,w5,d5,_4,g5=u4.__k||y,k4=t4.length;
for(l4=q(r4,t4,g5,l4,k4),s4=0;s4<k4;s4++)(v4=r4.__k[s4])!=null&&(h5=~v4.__i&&g5[v4.__i]||p,v4.__i=s4,_4=z(n3,v4,h5,i4,f5,o5,e4,l4,c4,a5),w5=v4.__e,(h5.ref!=v4.ref||
8&h5.__u)&&(h5.ref&&G(h5.ref,null,v4,h5),v4.ref&&a5.push(v4.ref,v4.__c||w5,v4)),d5=d5||w5,4&v4.__u?(l4=A(v4,l4,n3,!h5.__v),h5.__e&&(h5.__e=null)):typeof v4.type==
"function"&&_4!==void 0?l4=_4:w5&&(l4=w5.nextSibling),v4.__u&=-21);return r4.__e=d5,l4}function q(n3,t4,r4,u4,i4){var f5,o5,e4,l4,c4,a5,s4,p5,y5,v4=r4.length,d5=v4,
_4=0,g5=0,k4=n3.__k=Array(i4);for(f5=0;f5<i4;f5++)(o5=t4[f5])!=null&&typeof o5!="boolean"&&typeof o5!="function"?(typeof o5!="object"||o5.constructor===String?o5=
k4[f5]=m(null,o5):w(o5)?o5=k4[f5]=m($,{children:o5}):o5.constructor===h&&o5.__b?o5=k4[f5]=m(o5.type,o5.props,o5.key,o5.ref,o5.__v):k4[f5]=o5,l4=f5+_4,o5.__=n3,o5.
__b=n3.__b+1,e4=null,~(c4=o5.__i=P(o5,r4,l4,d5))&&(d5--,(e4=r4[c4])&&(e4.__u|=2)),e4&&e4.__v?(o5.__u|=16,c4==l4-1?_4--:c4==l4+1?_4++:c4!=l4&&(c4>l4?_4--:_4++,g5=
1)):(~c4||(i4>v4?_4--:i4<v4&&_4++),typeof o5.type!="function"&&(o5.__u|=4))):k4[f5]=null;if(g5){for(a5=[],s4=[],f5=0;f5<i4;f5++)if((o5=k4[f5])&&16&o5.__u){for(_4=
0,p5=a5.length;_4<p5;)a5[y5=_4+p5>>1]<o5.__i?_4=y5+1:p5=y5;a5[_4]=o5.__i,s4[f5]=_4+1}for(_4=a5.length;f5--;)s4[f5]&&(s4[f5]==_4?_4--:k4[f5].__u|=4)}if(d5)for(f5=
0;f5<v4;f5++)!(e4=r4[f5])||2&e4.__u||(e4.__e==u4&&(u4=S(e4)),J(e4,e4));return u4}function A(n3,t4,r4,u4){var i4,f5,o5,e4;if(typeof n3.type=="function"){if(n3.props.
__P)return t4;if(i4=n3.__k)for(f5=0;f5<i4.length;f5++)i4[f5]&&(i4[f5].__=n3,t4=A(i4[f5],t4,r4,!1));return t4}for(t4&&!t4.parentNode&&(t4=S(n3))&&!t4.parentNode&&
(t4=null),o5=n3.__e,e4=t4;e4&&e4.nodeType==8;)e4=e4.nextSibling;for(o5!=e4&&(!u4&&r4.moveBefore&&o5.parentNode?r4.moveBefore(o5,t4):r4.insertBefore(o5,t4||null)),
t4=o5;(t4=t4&&t4.nextSibling)&&t4.nodeType==8&&!t4.data.startsWith("$s"););return t4}function P(n3,t4,r4,u4){var i4,f5=n3.key,o5=n3.type,e4=t4[r4],l4=e4&&!(2&e4.__u);if(e4===null&&f5==null||l4&&f5==e4.key&&o5==e4.type)return r4;if(u4>(l4?1:0)){for(i4=
r4-1;i4>=0;i4--)if((e4=t4[i4])&&!(2&e4.__u)&&f5==e4.key&&o5==e4.type)return i4;for(i4=r4+1;i4<t4.length;i4++)if((e4=t4[i4])&&!(2&e4.__u)&&f5==e4.key&&o5==e4.type)
return i4}return-1}function T(n3,t4,r4){r4==null&&(r4=""),t4[0]=="-"?n3.setProperty(t4,r4):n3[t4]=r4}function N(n3,t4,r4,u4,i4){var f5,o5;if(t4=="style")if(typeof r4==
"string")n3.style.cssText=r4;else{if(typeof u4=="string"&&(n3.style.cssText=u4=""),u4)for(t4 in u4)r4&&t4 in r4||T(n3.style,t4);if(r4)for(t4 in r4)u4&&r4[t4]==u4[t4]||
T(n3.style,t4,r4[t4])}else if(t4[0]=="o"&&t4[1]=="n")typeof r4!="function"&&(r4=null),typeof u4!="function"&&(u4=null),(n3.__e||(n3.__e={}))[t4]=r4,r4&&u4||(o5=
a[t4]||(a[t4]=V(t4)),(n3.__a||(n3.__a={}))[t4]=c,f5=t4!=(t4=t4.replace(l,"$1")),(t4=t4.slice(2))[0]<"a"&&(t4=t4.toLowerCase()),r4?n3.addEventListener(t4,o5,f5):
n3.removeEventListener(t4,o5,f5));else{if(i4=="http://www.w3.org/2000/svg")t4=t4.replace(/xlink(H|:h)/,"h").replace(/sName$/,"s");else if(t4!="width"&&t4!="heig\
ht"&&t4!="href"&&t4!="list"&&t4!="form"&&t4!="tabIndex"&&t4!="download"&&t4!="rowSpan"&&t4!="colSpan"&&t4!="role"&&t4!="popover"&&t4 in n3)try{return void(n3[t4]=
r4??"")}catch{}if(typeof r4=="function")return;r4==null||r4===!1&&t4[4]!="-"?n3.removeAttribute(t4):n3.setAttribute(t4,t4=="popover"&&r4==1?"":r4)}}function V(t4){
return function(r4){var u4=this.__e;if(u4){if(u4=u4[t4],r4[e]==null)r4[e]=c++;else if(r4[e]<this.__a[t4])return;return u4(n.event?n.event(r4):r4)}}}function z(t4,r4,u4,i4,f5,o5,e4,l4,c4,a5){
var s4,p5,v4,d5,k4,b3,m5,M3,C3,j4,L2,H2,q2,A4,O2,P2,T4,N2,V2=r4.type;if(r4.constructor!==h)return null;128&u4.__u&&(c4=32&u4.__u,s4=u4.__c.__z)&&(r4.__u|=c4,p5=
o5=[],s4.nodeType==8?l4=B(s4,o5):o5.push(s4),l4=o5[0]||l4),(s4=n.__b)&&s4(r4);n:if(typeof V2=="function"){v4=e4.length;try{if(M3=r4.props,C3=(s4=V2.prototype)&&
s4.render,j4=(s4=V2.contextType)&&i4[s4.__c],L2=s4?j4?j4.props.value:s4.__:i4,(d5=u4.__c)?(r4.__c=d5,2&d5.__g&&(d5.__g|=1)):(C3?r4.__c=d5=new V2(M3,L2):(r4.__c=
d5=new x(M3,L2),d5.constructor=V2,d5.render=K),j4&&j4.sub(d5),d5.state||(d5.state={}),d5.__n=i4,d5.__g|=8,d5.__h=[],d5.__k=[]),C3&&(d5.__s||(d5.__s=d5.state),V2.
getDerivedStateFromProps&&(d5.__s==d5.state&&(d5.__s=_({},d5.__s)),_(d5.__s,V2.getDerivedStateFromProps(M3,d5.__s)))),k4=d5.props,b3=d5.state,d5.__v=r4,u4.__c){
if(M3!==k4&&C3&&!V2.getDerivedStateFromProps&&d5.componentWillReceiveProps&&d5.componentWillReceiveProps(M3,L2),r4.__v==u4.__v&&!(8&d5.__g)||!(4&d5.__g)&&d5.shouldComponentUpdate&&
d5.shouldComponentUpdate(M3,d5.__s,L2)===!1){r4.__v!=u4.__v&&(d5.props=M3,d5.state=d5.__s,d5.__g&=-9),r4.__e=u4.__e,r4.__k=u4.__k,r4.__k.some(function(n3){n3&&(n3.
__=r4)}),y.push.apply(d5.__h,d5.__k),d5.__k=[],d5.__h.length&&e4.push(d5),l4=S(u4);break n}d5.componentWillUpdate&&d5.componentWillUpdate(M3,d5.__s,L2),C3&&d5.componentDidUpdate&&
d5.__h.push(function(){d5.componentDidUpdate(k4,b3,m5)})}else C3&&!V2.getDerivedStateFromProps&&d5.componentWillMount&&d5.componentWillMount(),C3&&d5.componentDidMount&&
d5.__h.push(d5.componentDidMount);d5.context=L2,d5.props=M3,d5.__P=t4,d5.__g&=-5,H2=n.__r,q2=C3?25:0;do d5.__g&=-9,H2&&H2(r4),s4=d5.render(d5.props,d5.state=d5.
__s,d5.context);while(8&d5.__g&&++q2<25);C3&&(y.push.apply(d5.__h,d5.__k),d5.__k=[]),d5.state=d5.__s,d5.getChildContext&&(i4=_({},i4,d5.getChildContext())),C3&&
u4.__c&&d5.getSnapshotBeforeUpdate&&(m5=d5.getSnapshotBeforeUpdate(k4,b3)),A4=s4&&s4.type===$&&s4.key==null?s4.props.children:s4,M3.__P&&(s4=l4,f5=(t4=M3.__P).namespaceURI,
c4=o5=null,u4.props&&u4.props.__P!=t4&&(u4.__k.some(function(n3){n3&&J(n3,n3)}),u4.__k=null),l4=u4.__k?S(u4,0):null),l4=I(t4,w(A4)?A4:[A4],r4,u4,i4,f5,o5,e4,l4,
c4,a5),M3.__P&&(r4.__e=null,l4=s4),r4.__u&=-161,p5&&p5.some(g),d5.__h.length&&e4.push(d5),1&d5.__g&&(d5.__g&=-4)}catch(t5){if(e4.length=v4,r4.__v=null,c4||o5)if(t5&&
t5.then){if(r4.__u|=128|c4,o5){for(~(T4=o5.indexOf(l4||void 0))||(T4=o5.length);(N2=o5[T4-1])&&N2.nodeType==8;)T4--;for(;T4<o5.length;T4++)if(N2=o5[T4])if(o5[T4]=
null,O2){if(N2==P2)break}else{if(N2.nodeType!=8)break;N2.data.startsWith("$s")&&(P2=B(O2=N2))}}if(!O2){for(;l4&&l4.nodeType==8&&l4.nextSibling;)l4=l4.nextSibling;
O2=l4}(s4=B(O2=r4.__c.__z||(r4.__c.__z=O2)))?(r4.__e=O2,l4=s4):r4.__e=l4,l4=l4&&l4.nextSibling}else o5&&o5.some(g);else r4.__e=u4.__e;r4.__k||(r4.__k=u4.__k||[]),
t5&&t5.then||D(r4),n.__e(t5,r4,u4)}}else l4=r4.__e=F(u4.__e,r4,u4,i4,f5,o5,e4,c4,a5,t4);return(s4=n.diffed)&&s4(r4),l4}function B(n3,t4){if(n3&&n3.nodeType==8&&
n3.data.startsWith("$s"))for(var r4=1;n3=n3.nextSibling;){if(n3.nodeType==8){if(n3.data.startsWith("$s"))r4++;else if(n3.data.startsWith("/$s")&&!--r4)return n3}
t4&&t4.push(n3)}}function D(n3){n3&&(n3.__c&&(n3.__c.__g|=4),n3.__k&&n3.__k.some(D))}function E(t4,r4,u4){for(var i4=0;i4<u4.length;)G(u4[i4++],u4[i4++],u4[i4++]);
n.__c&&n.__c(r4,t4),t4.some(function(r5){try{t4=r5.__h,r5.__h=[],t4.some(function(n3){n3.call(r5)})}catch(t5){n.__e(t5,r5.__v)}})}function F(t4,r4,u4,i4,f5,o5,e4,l4,c4,a5){
var s4,h5,y5,_4,k4,b3,m5,M3,$2=u4.props||p,x3=r4.props,C3=r4.type;if(C3=="svg"?f5="http://www.w3.org/2000/svg":C3=="math"?f5="http://www.w3.org/1998/Math/MathML":
f5||(f5="http://www.w3.org/1999/xhtml"),o5){for(s4=0;s4<o5.length;s4++)if((k4=o5[s4])&&(C3?k4.localName==C3:k4.nodeType==3)){t4=k4,o5[s4]=null;break}}if(!t4){if(M3=
a5.ownerDocument||document,!C3)return M3.createTextNode(x3);t4=M3.createElementNS(f5,C3,x3.is?x3:a5),l4&&(n.__m&&n.__m(r4,o5),l4=!1),o5=null}if(C3){if(a5=C3=="t\
emplate"&&t4.content||t4,o5=C3=="textarea"&&x3.defaultValue!=null?null:o5&&d.call(a5.childNodes),!l4&&o5)for($2={},s4=0;s4<t4.attributes.length;s4++)$2[(k4=t4.attributes[s4]).
name]=k4.value;for(s4 in $2)k4=$2[s4],s4=="dangerouslySetInnerHTML"?y5=k4:s4=="children"||s4 in x3||s4=="value"&&"defaultValue"in x3||s4=="checked"&&"defaultChe\
cked"in x3||N(t4,s4,null,k4,f5);for(s4 in x3)k4=x3[s4],s4=="children"?_4=k4:s4=="dangerouslySetInnerHTML"?h5=k4:s4=="value"?b3=k4:s4=="checked"?m5=k4:l4&&typeof k4!=
"function"||$2[s4]===k4||N(t4,s4,k4,$2[s4],f5);h5?(l4||y5&&(h5.__html==y5.__html||h5.__html==t4.innerHTML)||(t4.innerHTML=h5.__html),r4.__k=[]):(y5&&(t4.textContent=
""),(C3=="foreignObject"||f5=="http://www.w3.org/1998/Math/MathML"&&v.test(C3))&&(f5="http://www.w3.org/1999/xhtml"),I(a5,w(_4)?_4:[_4],r4,u4,i4,f5,o5,e4,o5?o5[0]:
u4.__k&&S(u4,0),l4,c4),o5&&o5.some(g)),l4&&C3!="textarea"||(s4="value",C3=="progress"&&b3==null?t4.removeAttribute(s4):b3==null||b3===t4[s4]&&(C3!="progress"||b3)||
N(t4,s4,b3,$2[s4],f5),s4="checked",m5!=null&&m5!=t4[s4]&&N(t4,s4,m5,$2[s4],f5))}else $2===x3||l4&&t4.data==x3||(t4.data=x3);return t4}function G(t4,r4,u4,i4){try{
typeof t4=="function"?r4?r4.__x=t4(r4)||1:i4&&(i4=i4.__c||i4.__e)&&(r4=i4.__x)&&(i4.__x=null,typeof r4=="function"?r4():t4(null)):t4.current=r4}catch(t5){n.__e(
t5,u4)}}function J(t4,r4,u4){var i4,f5,o5,e4;if(n.unmount&&n.unmount(t4),!(i4=t4.ref)||i4.current&&i4.current!=t4.__e||G(i4,null,r4,t4),i4=t4.__c){if(i4.componentWillUnmount)
try{i4.componentWillUnmount()}catch(t5){n.__e(t5,r4)}i4.__P=i4.__n=null}if(i4=t4.__k)for(e4=0;e4<i4.length;e4++)i4[e4]&&J(i4[e4],r4,typeof t4.type!="function"||
u4&&!t4.props.__P);!u4&&(i4=t4.__c)&&(i4=i4.__z)&&(f5=B(i4,o5=[]))&&(i4==t4.__e&&o5.some(g),g(f5),g(i4)),u4||g(t4.__e),t4.__e=t4.__c=t4.__=null}function K(n3,t4,r4){
return this.constructor(n3,r4)}function Q(t4,r4){var u4,i4,f5,o5;n.__&&n.__(t4,r4),r4.nodeType==9&&(r4=r4.documentElement),i4=(u4=t4&&32&t4.__u)?null:r4.__k,r4.
__k=m($,{children:[t4]}),f5=[],o5=[],z(r4,r4.__k,i4||p,p,r4.namespaceURI,i4?null:r4.firstChild?d.call(r4.childNodes):null,f5,i4?i4.__e:r4.firstChild,u4,o5),E(f5,
r4.__k,o5),r4.__k.props.children=null}function U(n3){function t4(n4){var r4,u4;return this.getChildContext||(r4=new Set,(u4={})[t4.__c]=this,this.getChildContext=function(){return u4},this.shouldComponentUpdate=
function(n5){this.props.value!=n5.value&&r4.forEach(function(n6){n6.__g|=4,L(n6)})},this.sub=function(n5){r4.add(n5);var t5=n5.componentWillUnmount;n5.componentWillUnmount=
function(){r4.delete(n5),t5&&t5.call(n5)}}),n4.children}return t4.__c="__cC"+s++,t4.__=n3,t4.Provider=(t4.Consumer=function(n4,t5){return n4.children(t5)}).contextType=
t4,t4}n={__e:function(n3,t4,r4,u4){for(var i4,o5,e4;t4=t4.__;)if((i4=t4.__c)&&!(1&i4.__g)){i4.__g|=4;try{if((e4=(o5=i4.constructor)&&o5.getDerivedStateFromError)&&i4.
setState(o5.getDerivedStateFromError(n3)),i4.componentDidCatch&&(i4.componentDidCatch(n3,u4||{}),e4=1),e4&&8&i4.__g)return void(i4.__g|=2)}catch(t5){n3=t5}}throw f=
0,n3}},t=0,r=function(n3){return n3!=null&&n3.constructor===h},x.prototype.setState=function(n3,t4){var r4=this.__s;r4&&r4!=this.state||(r4=this.__s=_({},this.state)),
typeof n3=="function"&&(n3=n3(_({},r4),this.props)),n3&&(_(r4,n3),this.__v&&(t4&&this.__k.push(t4),L(this)))},x.prototype.forceUpdate=function(n3){this.__v&&(this.
__g|=4,n3&&this.__h.push(n3),L(this))},x.prototype.render=$,u=[],f=0,o=function(n3,t4){return n3.__v.__b-t4.__v.__b},e=Symbol(),l=/(PointerCapture)$|Capture$/i,
c=0,a={},s=0;var composed=null,isComposing=box=>box!==null&&box===composed;function guardKeys(root){root.addEventListener("keydown",event=>{event.isComposing||event.keyCode===
229?(event.stopPropagation(),event.key==="Escape"&&matches(event.target,"[type=search]")&&event.preventDefault()):event.repeat&&event.key==="Enter"&&matches(event.
target,"button, a")&&event.preventDefault()},!0),watchComposition(root),root.addEventListener("keydown",event=>{(event.ctrlKey||event.metaKey)&&event.key==="s"||
event.stopPropagation()})}function watchComposition(root){root.addEventListener("compositionstart",({target})=>composed=target,!0),root.addEventListener("compos\
itionend",({target})=>{composed=null,target?.dispatchEvent(new Event("input",{bubbles:!0}))},!0),root.addEventListener("blur",event=>{event.target===composed&&(matches(
event.target,":focus")?event.stopPropagation():composed=null)},!0)}var matches=(target,selector)=>target instanceof Element&&target.matches(selector);function receivePictures(root,{takes,hover,take}){root.addEventListener("paste",event=>{let{clipboardData:clipboard}=event,box=boxOf(event);!clipboard?.files.length||
box&&(!takes(box)||textOf(clipboard))||(event.preventDefault(),take(filesOf(clipboard)))}),root.addEventListener("dragover",event=>{isText(event)||(event.preventDefault(),
hover(!0))}),root.addEventListener("dragleave",()=>hover(!1)),root.addEventListener("drop",()=>hover(!1),!0),root.addEventListener("drop",event=>{isText(event)||
(event.preventDefault(),event.stopPropagation(),event.dataTransfer&&take(filesOf(event.dataTransfer)))})}function filesOf(transfer){let folder=[...transfer.items].
some(item=>item.webkitGetAsEntry?.()?.isDirectory);return{files:[...transfer.files],folder}}function boxOf(event){return event.target instanceof Element?event.target.
closest("input, textarea"):null}function isText(event){return boxOf(event)!==null&&!event.dataTransfer?.types.includes("Files")}function textOf(clipboard){let{body}=new DOMParser().
parseFromString(clipboard.getData("text/html"),"text/html");if(body.querySelector("img")&&!body.textContent?.trim())return"";let text=clipboard.getData("text/pl\
ain").trim(),names=[...clipboard.files].map(({name})=>name);return text.split(/[\r\n]+/).every(line=>names.includes(line.split(/[/\\]/).at(-1)??""))?"":text}var t2,r2,u2,i2,o2=Object.is,f2=0,c2=[],e2=[],a2=n,v2=a2.__b,l2=a2.__r,m2=a2.diffed,h2=a2.__c,s2=a2.unmount,p2=a2.__;function y2(n3,t4){a2.__h&&a2.__h(r2,n3,f2||
t4),f2=0;var u4=r2.__H||(r2.__H={__:[],__h:[]});return n3>=u4.__.length&&u4.__.push({}),u4.__[n3]}function d2(n3){return f2=1,_2(G2,n3)}function _2(n3,u4,i4){var f5=y2(
t2++,2);if(f5.t=n3,!f5.__c&&(f5.__=[i4?i4(u4):G2(void 0,u4),function(n4){var t4=(f5.__N||f5.__)[0],r4=f5.t(t4,n4);o2(t4,r4)||(f5.__N=[r4,f5.__[1]],f5.__c.setState(
{}))}],f5.__c=r2,!r2.__f)){r2.__f=!0;var c4=r2.shouldComponentUpdate;r2.shouldComponentUpdate=function(n4,t4,r4){var u5=this.__H;if(!u5)return!0;var i5=!1,f6=this.
props!=n4;if(u5.__.some(function(n5){n5.__N&&(i5=!0,o2(n5.__[0],n5.__N[0])||(f6=!0))}),c4){var e4=c4.call(this,n4,t4,r4);return i5?e4||f6:e4}return!i5||f6}}return f5.
__}function F2(n3,u4){var i4=y2(t2++,4);!a2.__s&&E2(i4.__H,u4)&&(i4.__P=!1,i4.__=n3,i4.u=u4,r2.__h.push(i4))}function T2(n3){return f2=5,w2(function(){return{current:n3}},
[])}function w2(n3,r4){var u4=y2(t2++,7);return E2(u4.__H,r4)&&(u4.__=n3(),u4.__H=r4),u4.__}function j2(n3){var u4=r2.context[n3.__c],i4=y2(t2++,9);return i4.c=n3,u4?(i4.__==null&&(i4.__=!0,u4.sub(r2)),u4.props.value):n3.__}function g2(){var n3;do{for(;n3=e2.shift();)try{C2(n3)}catch(t5){a2.__e(t5,{__:(n3=n3.__P)&&n3.__v})}for(;n3=c2.shift();){var t4=n3.__H;if(n3.__P&&t4)try{t4.__h.
some(C2),t4.__h.some(D2),t4.__h=[]}catch(r4){t4.__h=[],a2.__e(r4,n3.__v)}}}while(e2.length)}a2.__b=function(n3){r2=null,v2&&v2(n3)},a2.__=function(n3,t4){n3&&t4.
__k&&t4.__k.__m&&(n3.__m=t4.__k.__m),p2&&p2(n3,t4)},a2.__r=function(n3){l2&&l2(n3),t2=0;var i4=(r2=n3.__c).__H;i4&&(u2==r2?r2.__h=[]:(i4.__h.some(C2),i4.__h.some(
D2),t2=0),i4.__h=[],i4.__.some(function(n4){n4.__N&&(n4.__=n4.__N),n4.u=n4.__N=void 0})),u2=r2},a2.diffed=function(n3){m2&&m2(n3);var t4=n3.__c;t4&&t4.__H&&(t4.
__H.__h.length&&B2(c2.push(t4)),t4.__H.__.some(function(n4){n4.u&&(n4.__H=n4.u)})),u2=r2=null},a2.__c=function(n3,t4){t4.some(function(n4){try{n4.__h.some(C2),n4.
__h=n4.__h.filter(function(n5){return!n5.__||D2(n5)})}catch(t5){n4.__h=[function(){throw t5}]}}),h2&&h2(n3,t4)},a2.unmount=function(n3){s2&&s2(n3);var t4,r4,u4=n3.
__c;u4&&u4.__H&&(u4.__H.__.some(function(u5){try{if(u5.__P&&u5.__c){if(r4===void 0){for(r4=n3.__;r4&&(!r4.__c||!r4.__c.__P);)r4=r4.__;r4=r4&&r4.__c}u5.__P=r4,B2(
e2.push(u5))}else C2(u5)}catch(n4){t4=n4}}),u4.__H=void 0,t4&&a2.__e(t4,u4.__v))};var k2=typeof requestAnimationFrame=="function";function z2(n3){var t4,r4=function(){
clearTimeout(u4),k2&&cancelAnimationFrame(t4),setTimeout(n3)},u4=setTimeout(r4,35);k2&&(t4=requestAnimationFrame(r4))}function B2(n3){n3!=1&&i2==a2.requestAnimationFrame||
((i2=a2.requestAnimationFrame)||z2)(g2)}function C2(n3){var t4=r2,u4=n3.__c;typeof u4=="function"&&(n3.__c=void 0,u4()),r2=t4}function D2(n3){var t4=r2;n3.__c=n3.
__(),r2=t4}function E2(n3,t4){return!n3||n3.length!=t4.length||t4.some(function(t5,r4){return!o2(t5,n3[r4])})}function G2(n3,t4){return typeof t4=="function"?t4(
n3):t4}var i3=Symbol.for("preact-signals");function t3(){if(v3>1)v3--;else{var i4,t4=!1;for((function(){var i5=c3;for(c3=void 0;i5!==void 0;){var t5=i5.S;if(t5.v===i5.
v)for(var r5=t5.t;r5!==void 0;r5=r5.x)r5.i===i5.i&&(r5.i=t5.i);i5=i5.o}})();h3!==void 0;){var r4=h3;for(h3=void 0,s3++;r4!==void 0;){var n3=r4.u;if(r4.u=void 0,
r4.f&=-3,!(8&r4.f)&&w3(r4))try{r4.c()}catch(r5){t4||(i4=r5,t4=!0)}r4=n3}}if(s3=0,v3--,t4)throw i4}}function r3(i4){if(v3>0)return i4();u3=++e3,v3++;try{return i4()}finally{
t3()}}var n2,o3=void 0;function f3(i4){var t4=o3,r4=n2;o3=void 0,n2=void 0;try{return i4()}finally{o3=t4,n2=r4}}var h3=void 0,v3=0,s3=0,e3=0,u3=0,c3=void 0,a3=0;
function d3(i4){if(o3!==void 0){var t4=i4.n;if(t4===void 0||t4.t!==o3)return t4={i:0,S:i4,p:o3.s,n:void 0,t:o3,e:void 0,x:void 0,r:t4},o3.s!==void 0&&(o3.s.n=t4),
o3.s=t4,i4.n=t4,32&o3.f&&i4.S(t4),t4;if(t4.i===-1)return t4.i=0,t4.n!==void 0&&(t4.n.p=t4.p,t4.p!==void 0&&(t4.p.n=t4.n),t4.p=o3.s,t4.n=void 0,o3.s.n=t4,o3.s=t4),
t4}}function l3(i4,t4){this.v=i4,this.i=0,this.n=void 0,this.t=void 0,this.l=0,this.W=t4?.watched,this.Z=t4?.unwatched,this.name=t4?.name}l3.prototype.brand=i3;
l3.prototype.h=function(){return!0};l3.prototype.S=function(i4){var t4=this,r4=this.t;r4!==i4&&i4.e===void 0&&(i4.x=r4,this.t=i4,r4!==void 0?r4.e=i4:f3(function(){
var i5;(i5=t4.W)==null||i5.call(t4)}))};l3.prototype.U=function(i4){var t4=this;if(this.t!==void 0){var r4=i4.e,n3=i4.x;r4!==void 0&&(r4.x=n3,i4.e=void 0),n3!==
void 0&&(n3.e=r4,i4.x=void 0),i4===this.t&&(this.t=n3,n3===void 0&&f3(function(){var i5;(i5=t4.Z)==null||i5.call(t4)}))}};l3.prototype.subscribe=function(i4){var t4=this;
return x2(function(){var r4=t4.value;f3(function(){return i4(r4)})},{name:"sub"})};l3.prototype.valueOf=function(){return this.value};l3.prototype.toString=function(){
return this.value+""};l3.prototype.toJSON=function(){return this.value};l3.prototype.peek=function(){var i4=this;return f3(function(){return i4.value})};Object.
defineProperty(l3.prototype,"value",{get:function(){var i4=d3(this);return i4!==void 0&&(i4.i=this.i),this.v},set:function(i4){if(i4!==this.v){if(s3>100)throw new Error(
"Cycle detected");(function(i5){v3!==0&&s3===0&&i5.l!==u3&&(i5.l=u3,c3={S:i5,v:i5.v,i:i5.i,o:c3})})(this),this.v=i4,this.i++,a3++,v3++;try{for(var r4=this.t;r4!==
void 0;r4=r4.x)r4.t.N()}finally{t3()}}}});function y3(i4,t4){return new l3(i4,t4)}function w3(i4){for(var t4=i4.s;t4!==void 0;t4=t4.n)if(t4.S.i!==t4.i||!t4.S.h()||
t4.S.i!==t4.i)return!0;return!1}function b(i4){for(var t4=i4.s;t4!==void 0;t4=t4.n){var r4=t4.S.n;if(r4!==void 0&&(t4.r=r4),t4.S.n=t4,t4.i=-1,t4.n===void 0){i4.
s=t4;break}}}function _3(i4){for(var t4=i4.s,r4=void 0;t4!==void 0;){var n3=t4.p;t4.i===-1?(t4.S.U(t4),n3!==void 0&&(n3.n=t4.n),t4.n!==void 0&&(t4.n.p=n3)):r4=t4,
t4.S.n=t4.r,t4.r!==void 0&&(t4.r=void 0),t4=n3}i4.s=r4}function j3(i4,t4){l3.call(this,void 0,t4),this.x=i4,this.s=void 0,this.g=a3-1,this.f=4}j3.prototype=new l3;
j3.prototype.h=function(){if(this.f&=-3,1&this.f)return!1;if((36&this.f)==32||(this.f&=-5,this.g===a3))return!0;if(this.g=a3,this.f|=1,this.i>0&&!w3(this))return this.
f&=-2,!0;var i4=o3;try{b(this),o3=this;var t4=this.x();(16&this.f||this.v!==t4||this.i===0)&&(this.v=t4,this.f&=-17,this.i++)}catch(i5){this.v=i5,this.f|=16,this.
i++}return o3=i4,_3(this),this.f&=-2,!0};j3.prototype.S=function(i4){if(this.t===void 0){this.f|=36;for(var t4=this.s;t4!==void 0;t4=t4.n)t4.S.S(t4)}l3.prototype.
S.call(this,i4)};j3.prototype.U=function(i4){if(this.t!==void 0&&(l3.prototype.U.call(this,i4),this.t===void 0)){this.f&=-33;for(var t4=this.s;t4!==void 0;t4=t4.
n)t4.S.U(t4)}};j3.prototype.N=function(){if(!(2&this.f)){this.f|=6;for(var i4=this.t;i4!==void 0;i4=i4.x)i4.t.N()}};Object.defineProperty(j3.prototype,"value",{
get:function(){if(1&this.f)throw new Error("Cycle detected");var i4=d3(this);if(this.h(),i4!==void 0&&(i4.i=this.i),16&this.f)throw this.v;return this.v}});function O(i4,t4){
return new j3(i4,t4)}function p3(i4){var r4=i4.j;if(i4.j=void 0,typeof r4=="function"){v3++;var n3=o3;o3=void 0;try{r4()}catch(t4){throw i4.f&=-2,i4.f|=8,g3(i4),
t4}finally{o3=n3,t3()}}}function g3(i4){for(var t4=i4.s;t4!==void 0;t4=t4.n)t4.S.U(t4);i4.x=void 0,i4.s=void 0,p3(i4)}function S2(i4){if(o3!==this)throw new Error(
"Out-of-order effect");_3(this),o3=i4,this.f&=-2;try{8&this.f&&g3(this)}finally{t3()}}function m3(i4,t4){this.x=i4,this.j=void 0,this.s=void 0,this.u=void 0,this.
f=32,this.name=t4?.name,n2&&n2.push(this)}m3.prototype.c=function(){var i4=this.S();try{if(8&this.f||this.x===void 0)return;var t4=this.x();typeof t4=="function"&&
(this.j=t4)}finally{i4()}};m3.prototype.S=function(){if(1&this.f)throw new Error("Cycle detected");this.f|=1,this.f&=-9,p3(this),b(this),v3++;var i4=o3;return o3=
this,S2.bind(this,i4)};m3.prototype.N=function(){2&this.f||(this.f|=2,this.u=h3,h3=this)};m3.prototype.d=function(){this.f|=8,1&this.f||g3(this)};m3.prototype.dispose=
function(){this.d()};function x2(i4,t4){var r4=new m3(i4,t4);try{r4.c()}catch(i5){throw r4.d(),i5}var n3=r4.d.bind(r4);return n3[Symbol.dispose]=n3,n3}var h4,d4,p4,m4=typeof window<"u"&&!!window.__PREACT_SIGNALS_DEVTOOLS__;var g4=[];x2(function(){h4=this.N})();function b2(i4,n3){n[i4]=n3.bind(null,n[i4]||function(){})}function y4(i4){if(p4){var n3=p4;p4=void 0,n3()}p4=i4&&i4.S()}function w4(i4){
var n3=this,r4=i4.data,t4=useSignal(r4);t4.name="ReactiveDom",t4.value=r4;var e4=w2(function(){for(var i5=n3,r5=n3.__v;r5=r5.__;)if(r5.__c){r5.__c.__$f|=4;break}
var o5=O(function(){var i6=t4.value.value;return i6===0?0:i6===!0?"":i6||""}),e5=O(function(){return!Array.isArray(o5.value)&&!r(o5.value)}),u5=x2(function(){if(this.
N=M2,e5.value){var n4=o5.value;i5.__v&&i5.__v.__e&&i5.__v.__e.nodeType===3&&(i5.__v.__e.data=n4)}}),c5=n3.__$u.d;return n3.__$u.d=function(){u5(),c5.call(this)},
[e5,o5]},[]),u4=e4[0],c4=e4[1];return u4.value?c4.peek():c4.value}w4.displayName="ReactiveTextNode";Object.defineProperties(l3.prototype,{constructor:{configurable:!0,
value:k($,null).constructor},type:{configurable:!0,value:w4},props:{configurable:!0,get:function(){var i4=this;return{data:{get value(){return i4.value}}}}},__b:{
configurable:!0,value:1}});b2("__b",function(i4,n3){if(y4(),d4=void 0,typeof n3.type=="string"){var r4,t4=n3.props;for(var f5 in t4)if(f5!=="children"){var o5=t4[f5];
o5 instanceof l3&&(r4||(n3.__np=r4={}),r4[f5]=o5,t4[f5]=o5.peek())}}i4(n3)});b2("__r",function(i4,r4){if(i4(r4),r4.type!==$){y4();var t4,f5=r4.__c;f5&&(f5.__$f&=
-2,(t4=f5.__$u)===void 0&&(f5.__$u=t4=(function(i5,n3){var r5;return x2(function(){r5=this},{name:n3}),r5.c=i5,r5})((function(i5){return function(){var n3;m4&&((n3=
this.y)==null||n3.call(this)),i5.__$f|=1,i5.setState({})}})(f5),typeof r4.type=="function"?r4.type.displayName||r4.type.name:""))),d4=f5,y4(t4)}});b2("__e",function(i4,n3,r4,t4){
y4(),d4=void 0,i4(n3,r4,t4)});b2("diffed",function(i4,n3){y4(),d4=void 0;var r4;if(typeof n3.type=="string"&&(r4=n3.__e)){var t4=n3.__np,f5=n3.props,o5=r4.U;if(o5)
for(var e4 in o5){var u4=o5[e4];u4===void 0||t4&&e4 in t4||(u4.d(),o5[e4]=void 0)}if(t4){o5||(o5={},r4.U=o5);for(var a5 in t4){var c4=o5[a5],v4=t4[a5];c4===void 0?
(c4=k3(r4,a5,v4,f5),o5[a5]=c4):c4.o(v4,f5)}}}i4(n3)});function k3(i4,n3,r4,t4){var f5=n3 in i4&&i4.ownerSVGElement===void 0,o5=y3(r4);return{o:function(i5,n4){o5.
value=i5,t4=n4},d:x2(function(){this.N=M2;var r5=o5.value.value;t4[n3]!==r5&&(t4[n3]=r5,f5?i4[n3]=r5:r5!=null&&(r5!==!1||n3[4]==="-")?i4.setAttribute(n3,r5):i4.
removeAttribute(n3))})}}b2("unmount",function(i4,n3){if(typeof n3.type=="string"){var r4=n3.__e;if(r4){var t4=r4.U;if(t4){r4.U=void 0;for(var f5 in t4){var o5=t4[f5];
o5&&o5.d()}}}var e4=n3.__np;if(e4){var u4=n3.props;for(var a5 in e4)u4[a5]=e4[a5]}n3.__np=void 0}else{var c4=n3.__c;if(c4){c4.__$f|=8;var v4=c4.__$u;v4&&(c4.__$u=
void 0,v4.d())}}i4(n3)});b2("__h",function(i4,n3,r4,t4){t4<3&&(n3.__$f|=2),i4(n3,r4,t4)});x.prototype.shouldComponentUpdate=function(i4,n3){if(this.__R)return!0;
var r4=this.__$u,t4=r4&&r4.s!==void 0;for(var f5 in n3)return!0;if(this.__f||typeof this.u=="boolean"&&this.u===!0){var o5=2&this.__$f;if(!(t4||o5||4&this.__$f)||
1&this.__$f)return!0}else if(!(t4||4&this.__$f)||3&this.__$f)return!0;for(var e4 in i4)if(e4!=="__source"&&i4[e4]!==this.props[e4])return!0;for(var u4 in this.props)
if(!(u4 in i4))return!0;return!1};function useSignal(i4,n3){return w2(function(){return y3(i4,n3)},[])}var A3=function(i4){queueMicrotask(function(){queueMicrotask(i4)})};function F3(){r3(function(){for(var i4;i4=g4.shift();)h4.call(i4)})}function M2(){g4.push(this)===1&&(n.requestAnimationFrame||A3)(F3)}var counter=0;function freshId(){return counter+=1,`imagegen-${Date.now().toString(36)}-${counter}`}var PATIENCE=4e3,Refusal=class extends Error{words;constructor(words){super(words.join(" ")||"There is no kernel to send it to."),this.words=words}};function wordsOf(error){
return error instanceof Refusal?error.words:[error instanceof Error?error.message:String(error)]}function connect(model){let view=freshId(),state=y3("well"),listeners=new Map,
pending=new Map,silenceTimer,ids=0,closed=!1;function heard(){clearTimeout(silenceTimer),silenceTimer=void 0,state.value="well"}function settle(message,{resolve,
reject}){pending.delete(message.id),message.kind==="refused"?reject(new Refusal(message.words)):resolve(message)}function receive(content2,buffers=[]){heard();let mine=content2?.
view===view?pending.get(content2.id??0):void 0;if(mine)settle(content2,mine);else for(let listener of listeners.get(content2?.kind??"")??[])listener(content2,buffers)}
function send(kind,fields,buffers=[]){if(closed)return!1;try{let sent=model.send({kind,...fields},void 0,buffers);isPromise(sent)&&sent.catch(()=>state.value="g\
one")}catch{return clearTimeout(silenceTimer),state.value="gone",!1}return silenceTimer??=setTimeout(()=>state.value="silent",PATIENCE),!0}let probe=()=>send("h\
ello",{});return model.on("msg:custom",receive),model.on("change:_status",heard),model.on("comm_live_update",probe),{view,state,nextId:()=>++ids,send,ask(kind,fields,buffers=[]){
let id=fields.id??++ids;return new Promise((resolve,reject)=>{pending.set(id,{resolve,reject}),!send(kind,{view,id,...fields},buffers)&&(pending.delete(id),reject(
new Refusal([])))})},on(kind,listener){let known=listeners.get(kind)??new Set;listeners.set(kind,known.add(listener))},close(){closed=!0,clearTimeout(silenceTimer),
model.off("msg:custom",receive),model.off("change:_status",heard),model.off("comm_live_update",probe),listeners.clear();for(let{reject}of pending.values())reject(
new Refusal([]));pending.clear()}}}function isPromise(value){return typeof value?.catch=="function"}var LIMITS={tile:600,thumbnail:20,full:6},BATCH=60;function keepPictures(line){let cache=new Map,wantedTiles=[];function forget(key){let cached=cache.get(key);cached?.
url&&URL.revokeObjectURL(cached.url),cache.delete(key)}function trim(){for(let[size,limit]of Object.entries(LIMITS)){let keys=[...cache.keys()].filter(key=>key.
startsWith(`${size} `)&&cache.get(key)?.url);for(let key of keys.slice(0,Math.max(0,keys.length-limit)))forget(key)}}function askForTiles(){for(;wantedTiles.length;)
line.send("tiles",{hashes:wantedTiles.splice(0,BATCH)})}function arrive(size,hash,type,bytes2){let cached=cache.get(`${size} ${hash}`);if(!(!cached||cached.url||
!bytes2)){cached.url=URL.createObjectURL(new Blob([bytes2],{type:`image/${type}`}));for(let resolve of cached.waiting.splice(0))resolve(cached.url)}}return line.
on("tiles",({hashes},buffers)=>{for(let[place,hash]of hashes.entries())arrive("tile",hash,"webp",buffers[place]);trim()}),line.on("picture",({hash,size,type},[bytes2])=>{
arrive(size,hash,type,bytes2),trim()}),line.on("missing",({hash,size})=>{let cached=cache.get(`${size} ${hash}`);cache.delete(`${size} ${hash}`);for(let resolve of cached?.
waiting??[])resolve("")}),{held:(hash,size)=>cache.get(`${size} ${hash}`)?.url??"",url(hash,size){let key=`${size} ${hash}`,cached=cache.get(key);return cached?.
url?(cache.delete(key),cache.set(key,cached),Promise.resolve(cached.url)):new Promise(resolve=>{cached?cached.waiting.push(resolve):(cache.set(key,{url:"",waiting:[
resolve]}),size!=="tile"?line.send("picture",{hash,size}):wantedTiles.push(hash)===1&&queueMicrotask(askForTiles))})},close(){wantedTiles=[];for(let key of[...cache.
keys()])forget(key)}}}async function toClipboard(text,root){try{return await navigator.clipboard.writeText(text),!0}catch{let before=document.activeElement,held=document.createElement(
"textarea");held.value=text,held.className="held",root.append(held),held.select();let copied=document.execCommand("copy");return held.remove(),before instanceof
HTMLElement&&before.focus(),copied}}async function upload(line,file){let blob=await prepared(file),fields={id:line.nextId(),name:file.name,total:blob.size},start=0;for(;;){let bytes2=await blob.slice(
start,start+524288).arrayBuffer(),answer=await line.ask("upload",{...fields,start},[bytes2]);if(answer.kind==="uploaded")return answer;start=answer.received}}async function prepared(file){
let url=URL.createObjectURL(file);try{let image=await loaded(url,file.name),{naturalWidth:width,naturalHeight:height}=image;if(width*height>5e7){let size=Math.round(
width*height/1e6);throw new Error(`${file.name} has ${size} megapixels; 50 is the most. Make it smaller first.`)}let known=["image/png","image/jpeg","image/webp"].
includes(file.type),large=file.size>4e6||Math.max(width,height)>2*2048;return known&&!large?file:await smaller(image,file)}finally{URL.revokeObjectURL(url)}}function loaded(url,name){
let image=new Image;return new Promise((resolve,reject)=>{image.onload=()=>resolve(image),image.onerror=()=>reject(new Error(`${name} is no picture that a brows\
er can read.`)),image.src=url})}async function smaller(image,file){let{naturalWidth:width,naturalHeight:height}=image,scale=Math.min(1,2048/Math.max(width,height)),
canvas=document.createElement("canvas");canvas.width=Math.max(1,Math.round(width*scale)),canvas.height=Math.max(1,Math.round(height*scale)),canvas.getContext("2\
d")?.drawImage(image,0,0,canvas.width,canvas.height);let type=file.type==="image/jpeg"?"image/jpeg":"image/webp",blob=await new Promise(resolve=>canvas.toBlob(resolve,
type,.92));if(!blob)throw new Error(`${file.name} could not be made smaller.`);return blob}var MAX_INPUTS=8,PAUSE=300;function openComposer({line,say,open,sent}){let template=y3(""),model=y3(""),aspect=y3(""),inputs=y3([]),complaint=y3([]),plan=y3({words:"",
fine:!0}),offer=y3(null),sending=y3(""),hovered=y3(!1),form=M(),box=M(),tellTimer,composition=()=>({template:template.peek(),model:model.peek().trim(),aspect:aspect.
peek(),inputs:inputs.peek().map(({ref})=>ref)});function complain(words){complaint.value=words}function tell(){clearTimeout(tellTimer),tellTimer=void 0,!isComposing(
box.current)&&line.send("compose",{view:line.view,...composition()})}function write(text){template.value=text,clearTimeout(tellTimer),tellTimer=setTimeout(tell,
PAUSE)}function rewrite(text){template.value=text,tell(),box.current?.focus()}function generate(){if(complain([]),!template.peek().trim()){complain(["Write what\
 to paint first."]),box.current?.focus();return}tellTimer&&tell(),sent(),line.ask("generate",composition()).then(({replayed})=>{replayed&&open(replayed),say(replayed?
`That is @${replayed} already, at no new call. Again makes a new take.`:"Asked.")},error=>complain(wordsOf(error)))}function setInputs(wanted){inputs.value=wanted,
tell()}function add(input,place=inputs.peek().length){let known=inputs.peek();if(known.some(({ref})=>ref===input.ref))return say(`${input.label} is an input alr\
eady.`);if(place>=MAX_INPUTS)return complain([`${MAX_INPUTS} inputs are the most.`]);setInputs([...known.slice(0,place),input,...known.slice(place+1)]),say(`${input.
label} is input ${place+1}.`)}function move(place,step){let moved=[...inputs.peek()],[one,other]=[moved[place],moved[place+step]];return!one||!other?!1:([moved[place],
moved[place+step]]=[other,one],setInputs(moved),!0)}async function take({files,folder},place){if(complain([]),folder)return complain(["A folder can't be an inpu\
t. Drop the pictures in it."]);if(files.length===0)return complain(["There was no picture in what was dropped."]);let room=place===void 0?MAX_INPUTS-inputs.peek().
length:1;if(files.length>room){let why=place===void 0?`${MAX_INPUTS} inputs are the most`:"one replaces one";return complain([`${files.length} files are too man\
y: ${why}.`])}for(let file of files)await takeOne(file,place)}async function takeOne(file,place){sending.value=file.name;try{let{ref,hash,prompt,by}=await upload(
line,file);add({ref,hash,label:file.name},place),prompt&&(offer.value={name:file.name,prompt,by})}catch(error){complain(wordsOf(error))}sending.value=""}return line.
on("plan",({view,words,fine})=>{view===line.view&&(plan.value={words,fine})}),{template,model,aspect,inputs,complaint,plan,offer,sending,hovered,form,box,composition,
complain,write,generate,add,move,take,setModel(name){model.value=name},setAspect(name){aspect.value=name,tell()},tell,remove:place=>setInputs(inputs.peek().filter(
(_4,other)=>other!==place)),hover(over){hovered.value=over},takeOffer(){let prompt=offer.peek()?.prompt??"";offer.value=null,rewrite(prompt)},hideOffer(){offer.
value=null},edit(input){inputs.value=[input],rewrite(""),say(`Say what to change about ${input.label}.`)},use:rewrite,show(kept){let text=kept.template??kept.prompt;
if(kept.view===line.view||tellTimer!==void 0||isComposing(box.current)||text===void 0)return;let labels=new Map(inputs.peek().map(({ref,label:label2})=>[ref,label2]));
r3(()=>{template.value=text,model.value=kept.model??"",aspect.value=kept.aspect??"",inputs.value=(kept.inputs??[]).map((ref,place)=>({ref,hash:kept.hashes?.[place]??
"",label:labels.get(ref)??ref}))})},statusChanged(status){status.error?.length&&complain(status.error)},close(){tellTimer&&tell()}}}var TILE=84,GAP=6,PATIENCE2=2e3,FAR=200;function openCursor(entries){let list=M(),columns=y3(1),side=y3(TILE),rows=y3({top:0,bottom:0}),active=y3(0),activeNumber=0,
focusings=y3(0),anchor=0,awaited={number:0,until:0};function measure(){let box=list.current;if(!box||box.clientWidth===0)return;let count=Math.max(3,Math.floor(
(box.clientWidth+GAP)/(TILE+GAP))),width=Math.floor((box.clientWidth+GAP)/count),top=Math.floor(box.scrollTop/width),bottom=Math.ceil((box.scrollTop+box.clientHeight)/
width);r3(()=>{columns.value=count,side.value=width;let seen=rows.peek();(seen.top!==top||seen.bottom!==bottom)&&(rows.value={top,bottom})})}function stand(index){
active.value=index,activeNumber=entries.at(index)?.number??0}function go(index){index<0||index>=entries.total.peek()||(awaited={number:0,until:0},r3(()=>{stand(
index),focusings.value=focusings.peek()+1}))}return{list,columns,side,rows,active,focusings,measure,go,stand,anchor:()=>(anchor||=entries.at(active.peek())?.number??
0,anchor),setAnchor:number=>{anchor=number},reveal(){let box=list.current;if(!box)return;let top=Math.floor(active.peek()/columns.peek())*side.peek();top<box.scrollTop&&
(box.scrollTop=top);let bottom=top+side.peek();bottom>box.scrollTop+box.clientHeight&&(box.scrollTop=bottom-box.clientHeight)},follow(){let last=Math.max(0,entries.
total.peek()-1);active.peek()>last&&(active.value=last);let entry=entries.at(active.peek());if(entry&&activeNumber&&entry.number!==activeNumber){let moved=entries.
indexOf(activeNumber);moved>=0?active.value=moved:activeNumber=entry.number}let back=awaited.number&&performance.now()<awaited.until?entries.indexOf(awaited.number):
-1;back>=0&&go(back)},focus(number){let index=entries.indexOf(number);go(index>=0?index:active.peek()),index<0&&(awaited={number,until:performance.now()+PATIENCE2})},
after(numbers){let left=index=>{let entry=entries.at(index);return entry&&!numbers.includes(entry.number)?entry:null},from=numbers.includes(activeNumber)?activeNumber:
numbers[0]??0,first=Math.max(0,entries.indexOf(from)),last=Math.min(entries.total.peek(),first+FAR);for(let index=first;index<last;index+=1)if(left(index))return left(
index);for(let index=first;index>=Math.max(0,first-FAR);index-=1)if(left(index))return left(index);return null},rewind(){list.current&&(list.current.scrollTop=0),
active.value=0,activeNumber=anchor=0}}}var PAGE=60,MAX_ENTRIES=2400;function keepEntries(line,changed){let byIndex=new Map,freshPages=new Set,askedPages=new Set,waiting=[],total=y3(0),query=y3(""),version=y3(
0);function tell(){version.value=version.peek()+1,changed()}line.on("entries",({view,query:searched,start,entries})=>{if(view!==line.view||searched!==query.peek())
return;let received=performance.now();for(let place=0;place<PAGE;place+=1){let entry=entries[place];entry?byIndex.set(start+place,{...entry,received}):byIndex.delete(
start+place)}askedPages.delete(start/PAGE),freshPages.add(start/PAGE),forgetFar(start),settle(),tell()});function forgetFar(start){if(!(byIndex.size<=MAX_ENTRIES))
for(let index of byIndex.keys())Math.abs(index-start)<MAX_ENTRIES/2||(byIndex.delete(index),freshPages.delete(Math.floor(index/PAGE)))}function ask(page){if(freshPages.
has(page)||askedPages.has(page))return;let where={view:line.view,query:query.peek(),start:page*PAGE,count:PAGE};line.send("entries",where)&&askedPages.add(page)}
function between(first,last){let found=[];for(let index=first;index<=last;index+=1){ask(Math.floor(index/PAGE));let entry=byIndex.get(index);entry&&found.push(entry)}
return found}function settle(){let open=waiting;waiting=[];for(let one of open){let last=Math.min(one.last,total.peek()-1),found=between(one.first,last);found.length>
last-one.first?one.resolve(found):waiting.push(one)}}function indexOf(number){for(let[index,entry]of byIndex)if(entry.number===number&&index<total.peek())return index;
return-1}return{total,query,version,renew(count,search=query.peek()){let other=search!==query.peek(),added=other?0:count-total.peek();if(other){byIndex=new Map;
for(let{resolve}of waiting.splice(0))resolve([])}else added>0&&(byIndex=new Map([...byIndex].map(([index,entry])=>[index+added,entry])));freshPages=new Set,askedPages=
new Set,total.value=count,query.value=search,tell()},drop(numbers){let gone=[...byIndex].filter(([,entry])=>numbers.includes(entry.number)).map(([index])=>index),
moved=index=>index-gone.filter(other=>other<index).length;byIndex=new Map([...byIndex].filter(([index])=>!gone.includes(index)).map(([index,entry])=>[moved(index),
entry])),total.value=total.peek()-gone.length,tell()},at(index){return index<0||index>=total.peek()?null:(ask(Math.floor(index/PAGE)),byIndex.get(index)??null)},
reach(first,last){return new Promise(resolve=>{waiting.push({first,last,resolve}),settle()})},indexOf,find:number=>byIndex.get(indexOf(number))??null}}var OUTCOME_TIME=3e4;function openOutcome(say){let shown=y3(null),element=M(),timer,closed=!1;function hide(){clearTimeout(timer),shown.value=null}function hideLater(){
clearTimeout(timer),timer=setTimeout(()=>{element.current?.matches(":hover, :focus-within")?hideLater():hide()},OUTCOME_TIME)}return{shown,element,hide,undo(){let act=shown.
peek()?.undo;hide(),act?.()},show(lines,{undo=null,failed=!1}={}){closed||(shown.value={lines,failed,undo},say(lines.join(" ")+(undo?". Undo brings it back.":"")),
hideLater())},close(){closed=!0,clearTimeout(timer)}}}var PAUSE2=250;function openSearch(search){let box=M(),text=y3(""),found=y3({query:"",count:0}),refusal=y3([]),typingTimer;function ask(){clearTimeout(typingTimer),
isComposing(box.current)||search(text.peek().trim())}return{box,text,found,refusal,query:()=>text.peek().trim(),ask,type(words){text.value=words,clearTimeout(typingTimer),
typingTimer=setTimeout(ask,words?PAUSE2:0)},write(query){text.value=query,ask()},clear(){text.value="",ask(),box.current?.focus()},tell(query,count){refusal.value=
[],found.value={query,count}},refuse(words,query){let still=query?`Still shown is what “${query}” finds.`:"Still shown is everything.";refusal.value=[...words,
still]},close:()=>clearTimeout(typingTimer)}}var MAX_CHOSEN=100;function keepSelection({line,model,complain}){let chosen=y3([]),pending=0,numbers=O(()=>chosen.value.map(({number})=>number).filter(Boolean)),
orders=O(()=>new Map(chosen.value.filter(({ref})=>ref).map(({number},place)=>[number,place+1]))),refs=()=>chosen.peek().map(({ref})=>ref).filter(Boolean),picked=()=>model.
get("picked")??[];function choose(wanted){let before=refs().join();chosen.value=wanted.slice(0,MAX_CHOSEN),refs().join()!==before&&(pending+=1,line.ask("pick",{
picked:refs()}).catch(complain).finally(()=>{pending-=1,follow()}))}function follow(){pending||refs().join()===picked().join()||(chosen.value=picked().map(ref=>({
number:numberIn(ref),ref})))}return{numbers,orders,follow,has:number=>chosen.value.some(one=>one.number===number),set:entries=>choose(entries.map(toChosen)),toggle(entry){
let others=chosen.peek().filter(({number})=>number!==entry.number);choose(others.length<chosen.peek().length?others:[...others,toChosen(entry)])},drop:gone=>choose(
chosen.peek().filter(({number})=>!gone.includes(number))),clear:()=>choose([])}}var toChosen=({number,pictures})=>({number,ref:pictures.length?`@${number}`:""});
function numberIn(ref){let match=/^@(\d+)(\.\d+)?$/.exec(ref);return match?Number(match[1]):0}function openHistory({line,model,say,input,show,open,changed}){let total=0,searching=0,refreshing=0,extending=0,entries=keepEntries(line,()=>{cursor.follow(),changed()}),
cursor=openCursor(entries),selection=keepSelection({line,model,complain}),search=openSearch(find),outcome=openOutcome(say);function complain(error){let words=wordsOf(
error);outcome.show(words.length?words:[String(error.message)],{failed:!0})}async function find(query){searching+=1;let mine=searching;try{let count=query?(await line.
ask("search",{query})).count:total;if(mine!==searching)return;let other=query!==entries.query.peek();entries.renew(count,query),other&&cursor.rewind(),search.tell(
query,count)}catch(error){mine===searching&&search.refuse(wordsOf(error),entries.query.peek())}}async function refresh(){refreshing+=1;let mine=refreshing,query=entries.
query.peek();if(!query)return entries.renew(total);let count=await line.ask("search",{query}).then(answer=>answer.count,()=>entries.total.peek());mine!==refreshing||
query!==entries.query.peek()||(entries.renew(count),search.query()===query&&search.tell(query,count))}function choose(entry,more){show(entry),more&&selection.numbers.
peek().length===MAX_CHOSEN&&!selection.has(entry.number)?outcome.show([`${MAX_CHOSEN} are selected; more can't be at a time.`]):more?selection.toggle(entry):entry.
pictures.length&&selection.set([entry])}function take(index,more){cursor.go(index);let entry=entries.at(index);entry&&(cursor.setAnchor(entry.number),choose(entry,
more))}async function extend(from,to){extending+=1;let mine=extending,many=Math.abs(to-from)+1,most=Math.min(many,MAX_CHOSEN)-1,[first,last]=from<=to?[from,from+
most]:[from-most,from],found=await entries.reach(first,last);mine!==extending||found.length===0||(selection.set(from<=to?found:found.reverse()),many<=MAX_CHOSEN?
say(`${many} selected.`):outcome.show([`${MAX_CHOSEN} of ${many.toLocaleString("en")} are selected; more can't be at a time.`]))}function extendTo(index){let anchor=cursor.
anchor();cursor.go(index);let start=entries.indexOf(anchor);extend(start<0?index:start,index)}function clear(){selection.clear(),cursor.focus(0),say("Nothing is\
 selected.")}function mark(numbers,given){outcome.hide(),send(numbers,given).then(()=>say(marked(given)),complain)}function send(numbers,given){return given.kind===
"rate"?line.ask("rate",{numbers,rating:given.rating}):given.kind==="tag"?line.ask("tag",{numbers,changes:given.changes}):line.ask("annotate",{number:numbers[0]??
0,note:given.note})}function star(numbers,known){let entryOf=number=>known?.number===number?known:entries.find(number),all=numbers.every(number=>entryOf(number)?.
starred);mark(numbers,{kind:"tag",changes:[all?"-starred":"starred"]})}function remove(numbers){outcome.hide();let next=cursor.after(numbers),count=entries.total.
peek();selection.drop(numbers),entries.drop(numbers),next?(show(next),cursor.focus(next.number)):search.box.current?.focus(),line.ask("delete",{numbers}).then(({
numbers:gone})=>outcome.show([`${gone.length} deleted`],{undo:()=>restore(gone)}),error=>{entries.renew(count),complain(error)})}function restore(numbers){outcome.
hide(),cursor.focus(Math.max(...numbers)),line.ask("restore",{numbers}).then(({numbers:back})=>{outcome.show([back.length===1?"1 is back":`${back.length} are ba\
ck`]),back.length&&open(Math.max(...back))},complain)}function save(numbers){outcome.show([`exporting ${numbers.length} …`]),line.ask("export",{numbers}).then(
({words})=>outcome.show([words]),complain)}function press(event,entry,numbers){let{key}=event,command=event.ctrlKey||event.metaKey;if(event.altKey||event.repeat)
return!1;if(command&&key==="z")outcome.undo();else if(key==="Delete"||event.metaKey&&key==="Backspace")(entry.deleted?restore:remove)(numbers);else{if(command)return!1;
if(/^[0-5]$/.test(key))mark(numbers,{kind:"rate",rating:Number(key)});else if(key==="s")star(numbers,entry);else if(key==="e"||key==="a")input(key==="e"?"edit":
"add",entry);else if(key==="Escape"&&selection.numbers.peek().length)clear();else return!1}return!0}function pressTile(event,entry){let numbers=selection.numbers.
peek();return press(event,entry,numbers.includes(entry.number)?numbers:[entry.number])}return{entries,cursor,selection,search,outcome,take,extend,extendTo,clear,
mark,star,remove,restore,save,press,pressTile,statusChanged(count){total=count,refresh()},close(){search.close(),outcome.close()}}}function marked(given){if(given.
kind==="rate")return given.rating?`Rated ${given.rating} of 5.`:"The rating is taken away.";if(given.kind==="annotate")return"The note is kept.";let change=given.
changes[0]??"";return change.endsWith("starred")?change.startsWith("-")?"The star is taken away.":"Starred.":`Tags: ${given.changes.join(" ")}`}function openSpeech(){let said=y3({words:"",count:0});return{said,say(words){said.value={words,count:said.peek().count+1}}}}function openViewing({line,entries,mark,complain}){let shown=y3(null),details=y3(null),position=y3(0),note=y3(""),newTags=y3(""),marks2=M(),storedNote="",following=!0,
newest=0,opening=0,asking=!1,askAgain=!1;function typing(){let writing=document.activeElement;return!!(writing?.matches("input, textarea")&&marks2.current?.contains(
writing))}function markShown(given){let number=shown.peek()?.number;number&&mark([number],given)}function keepNote(){!shown.peek()||note.peek().trim()===storedNote.
trim()||(storedNote=note.peek(),markShown({kind:"annotate",note:storedNote}))}function noteCame(stored){note.peek()===storedNote&&(note.value=stored),storedNote=
stored}function show(entry){opening+=1;let before=shown.peek(),other=before?.number!==entry.number;!other&&before?.status===entry.status||(other&&keepNote(),r3(
()=>{other&&(note.value=storedNote=newTags.value="",details.value=null),position.value=entry.main,shown.value=entry}),renew())}async function renew(){askAgain=asking;
let number=shown.peek()?.number;if(!(asking||!number)){asking=!0;try{let answer=await line.ask("details",{number});shown.peek()?.number===answer.entry.number&&detailsCame(
answer.entry,answer.details)}catch{}asking=!1,askAgain&&renew()}}function detailsCame(entry,found){r3(()=>{shown.peek()?.status!==entry.status&&(position.value=
entry.main),shown.value=entry,details.value=found,noteCame(found.note)})}async function open(number){following=!1;let known=entries().find(number);if(known)return show(
known);opening+=1;let mine=opening;try{let{entry}=await line.ask("details",{number});mine===opening&&show(entry)}catch(error){complain(wordsOf(error))}}return{shown,
details,position,note,newTags,marks:marks2,open,renew,markShown,turnTo(place){position.value=place},writeTags(words){newTags.value=words},writeNote(words){note.
value=words},keepNote,dropNote(){note.value=storedNote},look(entry){following=entries().at(0)?.number===entry.number,show(entry)},followNext(){following=!0},follow(){
if(!following||typing())return;let entry=entries().query.peek()?null:entries().at(0);entry&&show(entry)},followNew(number){let isNew=newest>0&&number>newest;newest=
number,!(!isNew||!following||typing()||!entries().query.peek())&&(open(number),following=!0)},close:keepNote}}function openStore(model,root){let line=connect(model),pictures=keepPictures(line),{said,say}=openSpeech(),status=y3({}),composer=openComposer({line,say,open:number=>viewing.
open(number),sent:()=>viewing.followNext()}),history=openHistory({line,model,say,input,show:entry=>viewing.look(entry),open:number=>viewing.open(number),changed:()=>viewing.
follow()}),viewing=openViewing({line,entries:()=>history.entries,mark:(numbers,mark)=>history.mark(numbers,mark),complain:composer.complain}),complain=error=>composer.
complain(wordsOf(error));function input(verb,entry,position=entry.main){let picture=entry.pictures[position];if(!picture)return;let ref=position===entry.main?`@${entry.
number}`:`@${entry.number}.${position+1}`;composer[verb]({ref,hash:picture.hash,label:ref})}async function copy(text,name){say(await toClipboard(text,root)?`${name}\
 is copied.`:"The browser doesn't allow copying.")}let copyCell=asked=>asked.then(({text})=>copy(text,"The cell")).catch(complain);line.on("refused",({view,id,words})=>{
view===line.view&&id===0&&composer.complain(words)});function statusChanged(){let told=model.get("_status")??{},{total}=told;total!==void 0&&(r3(()=>{status.value=
told,composer.statusChanged(told),history.statusChanged(total),viewing.followNew(told.newest??0)}),viewing.renew())}let pickedChanged=()=>history.selection.follow(),
composerChanged=()=>composer.show(model.get("_composer")??{});return model.on("change:_status",statusChanged),model.on("change:picked",pickedChanged),model.on("\
change:_composer",composerChanged),composerChanged(),pickedChanged(),statusChanged(),line.send("hello",{}),{kernel:line.state,pictures,said,status,composer,viewing,
history,input,again(entry){viewing.followNext(),line.ask("again",{number:entry.number}).then(()=>say("Asked once more."),complain)},stop:job=>line.send("stop",{
job}),copyPrompt:text=>copy(text,"The prompt"),copyCell:entry=>copyCell(line.ask("cell",{number:entry.number})),copyComposedCell:()=>copyCell(line.ask("composed\
Cell",composer.composition())),close(){model.off("change:_status",statusChanged),model.off("change:picked",pickedChanged),model.off("change:_composer",composerChanged),
composer.close(),viewing.close(),history.close(),pictures.close(),line.close()}}}var StoreContext=U(null),StoreProvider=StoreContext.Provider;function useStore(){let store=j2(StoreContext);if(!store)throw new Error("a view outside of the pan\
el");return store}var f4=Symbol.for("pv"),o4=0;function a4(t4,e4,n3,u4,a5,i4){e4||(e4={});var c4,l4,p5=e4;if("ref"in p5&&typeof t4!="function")for(l4 in p5={},e4)l4=="ref"?c4=e4[l4]:p5[l4]=e4[l4];var s4={type:t4,
props:p5,key:n3,ref:c4,__k:null,__:null,__b:0,__e:null,__c:null,constructor:f4,__v:--o4,__i:-1,__u:0};return(a5||i4)&&(s4.__source=a5,s4.__self=i4),n.vnode&&n.vnode(
s4),s4}function Button({press,...rest}){return a4("button",{type:"button",onClick:press,...rest})}function PayingButton({press,...rest}){return a4(Button,{press:event=>event.
detail<2&&press(event),...rest})}var plainText={autoComplete:"off",autoCapitalize:"none",autoCorrect:"off",spellcheck:!1};function Lines({of}){return of.map((line,place)=>a4(
"span",{children:line},place))}function usePicture(hash,size,wanted=!0){let{pictures}=useStore(),[come,setCome]=d2({hash:"",url:""}),known=come.hash===hash;return F2(()=>{if(!wanted||!hash||known)
return;let current=!0;return pictures.url(hash,size).then(url=>current&&setCome({hash,url})),()=>{current=!1}},[hash,size,wanted,known,pictures]),known&&hash?come.
url:null}function useSeconds(since){let[now,setNow]=d2(since);return F2(()=>{setNow(performance.now());let ticking=setInterval(()=>setNow(performance.now()),1e3);
return()=>clearInterval(ticking)},[since]),Math.max(0,now-since)/1e3}var LONG=200;function Composer(){let{composer,copyComposedCell}=useStore(),{words,fine}=composer.plan.value;return a4("section",{class:"composer","aria-label":"\
Composer",ref:composer.form,children:[a4("div",{class:"heading",children:"Inputs"}),a4(Strip,{}),a4(FilePrompt,{}),a4(Template,{}),a4(Options,{}),a4("p",{class:fine?
"plan":"plan failed",hidden:!words,children:words}),a4("p",{class:"alert",role:"alert",hidden:composer.complaint.value.length===0,children:a4(Lines,{of:composer.
complaint.value})}),a4("div",{class:"actions",children:[a4(PayingButton,{press:composer.generate,class:"primary",children:"Generate"}),a4(Button,{press:copyComposedCell,
children:"Copy cell"})]})]})}function Strip(){let{composer}=useStore(),list=T2(null),drop=T2(null),file=T2(null),focused=T2(-1),inputs=composer.inputs.value;F2(
()=>{focused.current<0||((list.current?.querySelectorAll("button")[focused.current]??drop.current)?.focus(),focused.current=-1)});function remove(place){focused.
current=place,composer.remove(place)}function press(event,place){let step={ArrowLeft:-1,ArrowRight:1}[event.key]??0;!event.altKey||!step||!composer.move(place,step)||
(event.preventDefault(),focused.current=place+step)}function pick(box){composer.take({files:[...box.files??[]],folder:!1}),box.value=""}return a4("div",{class:"\
strip",children:[a4("ol",{class:"inputs","aria-label":"Inputs",ref:list,hidden:inputs.length===0,children:inputs.map((input,place)=>a4(Chip,{input,place,remove:()=>remove(
place),press:event=>press(event,place)},input.ref))}),a4(Button,{ref:drop,press:()=>file.current?.click(),class:composer.hovered.value?"drop over":"drop",children:composer.
sending.value?`sending ${composer.sending.value} …`:"drop, paste or pick a picture"}),a4("input",{ref:file,type:"file",multiple:!0,hidden:!0,accept:"image/*",
onChange:event=>pick(event.currentTarget)})]})}function Chip({input,place,remove,press}){let{composer}=useStore(),url=usePicture(input.hash,"tile");function replace(event){
event.preventDefault(),event.stopPropagation(),event.dataTransfer&&composer.take(filesOf(event.dataTransfer),place)}return a4("li",{title:`image ${place+1}: ${input.
label}. Drop a picture here to replace it.`,onDrop:replace,children:[a4("img",{alt:input.label,width:56,height:56,src:url||void 0},input.hash),a4("span",{class:"\
order",children:place+1}),a4(Button,{press:remove,onKeyDown:press,"aria-label":`Remove input ${place+1}`,title:"Remove (Alt+← and Alt+→ move it)",children:"\
×"})]})}function FilePrompt(){let{offer,takeOffer,hideOffer}=useStore().composer,found=offer.value,short=found&&found.prompt.length>LONG?`${found.prompt.slice(
0,LONG)} …`:found?.prompt;return a4("p",{class:"found-words",role:"status",hidden:!found,children:found&&a4($,{children:[a4("span",{children:`${found.name} ha\
s a prompt in it (${found.by}): ${short}`}),a4(Button,{press:takeOffer,children:"Use its prompt"}),a4(Button,{press:hideOffer,"aria-label":"Hide the file's prom\
pt",children:"×"})]})})}function Template(){let{composer}=useStore(),id=w2(freshId,[]);function press(event){event.key!=="Enter"||!(event.shiftKey||event.ctrlKey||
event.metaKey)||(event.preventDefault(),event.repeat||composer.generate())}return a4($,{children:[a4("div",{class:"heading",children:a4("label",{for:id,children:"\
Prompt"})}),a4("textarea",{ref:composer.box,id,rows:4,...plainText,value:composer.template.value,onInput:event=>composer.write(event.currentTarget.value),onKeyDown:press})]})}
function Options(){let{composer,status}=useStore(),{model,models=[],aspects=[]}=status.value,[modelId,listId,aspectId]=w2(()=>[freshId(),freshId(),freshId()],[]);
return a4("div",{class:"options",children:[a4("label",{for:modelId,children:"model"}),a4("input",{id:modelId,type:"text",size:11,list:listId,placeholder:model??
"",...plainText,value:composer.model.value,onInput:event=>composer.setModel(event.currentTarget.value),onChange:composer.tell}),a4("datalist",{id:listId,children:models.
map(name=>a4("option",{value:name},name))}),a4("label",{for:aspectId,children:"aspect"}),a4("select",{id:aspectId,value:composer.aspect.value,onChange:event=>composer.
setAspect(event.currentTarget.value),children:[a4("option",{value:"",children:"auto"}),aspects.map(name=>a4("option",{value:name,children:name},name))]})]})}function Bar(){let{history}=useStore(),numbers=history.selection.numbers.value;if(numbers.length<2)return null;history.entries.version.value;let areDeleted=numbers.
every(number=>history.entries.find(number)?.deleted);return a4("div",{class:"bar",role:"group","aria-label":"Selected",children:[a4("b",{children:`${numbers.length}\
 selected`}),a4(Button,{press:()=>history.star(numbers),children:"Star"}),a4(Tagging,{}),areDeleted?a4(Button,{press:()=>history.restore(numbers),children:"Rest\
ore"}):a4(Button,{press:()=>history.remove(numbers),children:"Delete"}),a4(Button,{press:()=>history.save(numbers),children:"Export"}),a4(Button,{press:history.
clear,children:"Clear"})]})}function Tagging(){let{history}=useStore(),unfolded=useSignal(!1),words=useSignal(""),box=T2(null),button=T2(null),wasUnfolded=T2(!1),
isUnfolded=unfolded.value;F2(()=>{isUnfolded?box.current?.focus():wasUnfolded.current&&button.current?.focus(),wasUnfolded.current=isUnfolded},[isUnfolded]);function unfold(open){
words.value="",unfolded.value=open}function press(event){let changes=words.peek().split(/\s+/).filter(Boolean);if(event.key==="Escape")unfold(!1);else if(event.
key==="Enter"&&changes.length)history.mark(history.selection.numbers.peek(),{kind:"tag",changes}),unfold(!1);else return;event.preventDefault()}return a4($,{children:[
a4(Button,{ref:button,press:()=>unfold(!isUnfolded),"aria-expanded":isUnfolded,children:"Tag"}),isUnfolded&&a4("span",{class:"tagging",children:a4("input",{ref:box,
type:"text","aria-label":"Tags for the selected",placeholder:"word, or -word",enterKeyHint:"done",...plainText,value:words.value,onInput:event=>words.value=event.
currentTarget.value,onKeyDown:press})})]})}function OutcomeLine(){let{shown,element,undo}=useStore().history.outcome,outcome=shown.value;return outcome?a4("div",
{ref:element,class:outcome.failed?"outcome failed":"outcome",children:[a4("span",{children:a4(Lines,{of:outcome.lines})}),outcome.undo&&a4(Button,{press:undo,children:"\
Undo"})]}):null}var SPARE=2,NAMES=new Map([["sent","under way"],["unknown","unknown: may have been billed"],["failed","failed"]]);function Gallery(){let{history,viewing}=useStore(),
{entries,cursor,selection}=history,shown=viewing.shown.value?.number??0;entries.version.value;let total=entries.total.value,columns=cursor.columns.value,{top,bottom}=cursor.
rows.value,active=cursor.active.value,near=range(Math.max(0,top-SPARE)*columns,Math.min(total,(bottom+SPARE)*columns)),wanted=[...new Set([...near,active])].filter(
index=>index<total).sort((a5,b3)=>a5-b3),press=usePress();return useFocus(),useMeasure(),a4("div",{class:"pictures",children:[total===0&&!entries.query.value&&a4(
"p",{class:"none",children:"Nothing here yet. Write a prompt and press Generate."}),a4("div",{ref:cursor.list,class:"gallery",role:"listbox","aria-label":"Pictu\
res","aria-multiselectable":"true",tabIndex:-1,hidden:total===0,onScroll:cursor.measure,onKeyDown:press,children:a4("div",{class:"space",role:"presentation",style:{
height:`${Math.ceil(total/columns)*cursor.side.value}px`},children:wanted.map(index=>{let entry=entries.at(index),number=entry?.number??0;return a4(Tile,{entry,
index,total,isSeen:index>=top*columns&&index<bottom*columns,isActive:index===active,isShown:entry!==null&&number===shown,isSelected:entry!==null&&selection.has(
number),order:selection.orders.value.get(number)??0},entry?number:`at ${index}`)})})})]})}function useFocus(){let{cursor}=useStore().history,focusings=cursor.focusings.
value,done=T2(focusings),hadFocus=cursor.list.current?.matches(":focus-within");F2(()=>{let isMeant=focusings!==done.current;done.current=focusings,isMeant&&cursor.
reveal();let tile=cursor.list.current?.querySelector("[role=option][tabindex='0']");(isMeant||hadFocus)&&tile&&tile!==document.activeElement&&tile.focus({preventScroll:!0})})}
function useMeasure(){let{cursor,entries}=useStore().history,total=entries.total.value,focusings=cursor.focusings.value;F2(cursor.measure,[total,focusings]),F2(
()=>{let observer=new ResizeObserver(cursor.measure);return cursor.list.current&&observer.observe(cursor.list.current),()=>observer.disconnect()},[cursor])}function usePress(){
let{history}=useStore(),{entries,cursor}=history;return event=>{let columns=cursor.columns.peek(),active=cursor.active.peek(),last=entries.total.peek()-1,{clientHeight=0}=cursor.
list.current??{},page=Math.max(1,Math.floor(clientHeight/cursor.side.peek()))*columns,more=event.ctrlKey||event.metaKey,step=new Map([["ArrowLeft",-1],["ArrowRi\
ght",1],["ArrowUp",-columns],["ArrowDown",columns],["PageUp",-page],["PageDown",page],["Home",-1/0],["End",1/0]]).get(event.key),entry=entries.at(active);if(step!==
void 0){let index=Math.min(last,Math.max(0,active+step));event.shiftKey?history.extendTo(index):(cursor.setAnchor(0),cursor.go(index))}else if(event.key==="Ente\
r"||event.key===" ")event.shiftKey?history.extendTo(active):history.take(active,more);else if(more&&event.key==="a")history.extend(0,last);else if(!entry||!history.
pressTile(event,entry))return;event.preventDefault()}}function Tile({entry,index,total,isSeen,isActive,isShown,isSelected,order}){let{history}=useStore(),{columns,
side,active,stand}=history.cursor,x3=index%columns.value*side.value,y5=Math.floor(index/columns.value)*side.value,length=`${side.value-GAP}px`,classes=["tile",kindOf(
entry),isShown&&"viewed",entry?.deleted&&"deleted"];function click(event){event.shiftKey?history.extendTo(index):history.take(index,event.ctrlKey||event.metaKey)}
return a4("div",{role:"option",class:classes.filter(Boolean).join(" "),style:`transform: translate(${x3}px, ${y5}px); width: ${length}; height: ${length}`,tabIndex:isActive?
0:-1,"aria-selected":isSelected,"aria-setsize":total,"aria-posinset":index+1,"aria-label":entry?label(entry):"loading",onClick:click,onFocusIn:()=>index!==active.
peek()&&stand(index),children:[entry&&content(entry,isSeen),entry&&a4("span",{class:"order",children:order||""}),entry&&a4("span",{class:"marks",children:marks(
entry)})]})}function content(entry,isSeen){let kind=kindOf(entry);if(kind==="running")return a4(Running,{entry});if(kind==="")return a4(Thumbnail,{entry,isSeen});
let state=entry.status==="failed"?"failed":"unknown";return a4($,{children:[a4("b",{children:`@${entry.number} ${state}`}),a4("span",{class:"words",children:entry.
words||"may have been billed"})]})}var marks=({starred,rating})=>`${starred?"★":""}${rating?`${rating}/5`:""}`;function Thumbnail({entry,isSeen}){let hash=entry.
pictures[entry.main]?.hash??"",url=usePicture(hash,"tile",isSeen);return a4($,{children:[a4("img",{alt:"",draggable:!1,src:url||void 0},hash),a4("span",{class:"\
number",children:`@${entry.number}`}),url===""&&a4("span",{class:"words",children:"The file is gone."})]})}function Running({entry}){let seconds=entry.age+useSeconds(
entry.received);return a4($,{children:[a4("span",{children:`@${entry.number}`}),a4("span",{children:`${Math.floor(seconds)} s`})]})}function kindOf(entry){return!entry||
entry.pictures.length?"":entry.status==="sent"?"running":"failed"}function label(entry){let state=NAMES.get(entry.status),marks2=[state?`${state}${entry.error[0]?
`: ${entry.error[0]}`:""}`:"",entry.starred?"starred":"",entry.rating?`rated ${entry.rating} of 5`:"",entry.deleted?"deleted":""].filter(Boolean);return`${[`@${entry.
number} ${entry.model}`,...marks2].join(", ")}: ${entry.prompt}`}var range=(start,end)=>Array.from({length:Math.max(0,end-start)},(_4,index)=>start+index);var HINT="Words, is:starred, is:failed, is:deleted, rating:4, tag:night, model:gpt, name:frog, input:@12, since:7d. Esc clears.";function SearchBox(){let{search}=useStore().
history,{box,text,found,refusal}=search,hintId=w2(freshId,[]),{query,count}=found.value,isRefused=refusal.value.length>0;function press(event){if(event.key==="E\
nter")search.ask();else if(event.key==="Escape"&&text.peek())search.clear();else return;event.preventDefault()}return a4("div",{class:"search",children:[a4("inp\
ut",{ref:box,type:"search",placeholder:"Search history","aria-label":"Search history","aria-describedby":hintId,"aria-invalid":isRefused||void 0,maxLength:1e3,enterKeyHint:"\
search",...plainText,value:text.value,onInput:event=>search.type(event.currentTarget.value),onKeyDown:press}),a4("p",{class:"hint",id:hintId,children:HINT}),a4(
"p",{class:"found",role:"status",children:query?count===0?"Nothing found":`${count.toLocaleString("en")} found`:""}),a4("p",{class:"alert",role:"alert",hidden:!isRefused,
children:a4(Lines,{of:refusal.value})})]})}function NothingFound(){let{search}=useStore().history,{query,count}=search.found.value;return!query||count>0?null:a4(
"p",{class:"none",children:[`Nothing found for “${query}”. `,a4(Button,{press:search.clear,class:"link",children:"Clear search"})]})}function History(){return a4("section",{class:"history","aria-label":"History",children:[a4("div",{class:"heading",children:"History"}),a4(SearchBox,{}),a4(Bar,
{}),a4(OutcomeLine,{}),a4(NothingFound,{}),a4(Gallery,{})]})}function Queue(){let jobs=useStore().status.value.jobs??[],since=w2(()=>performance.now(),[jobs]);return a4("section",{class:"queue","aria-label":"Under way",hidden:jobs.
length===0,children:[a4("div",{class:"heading",children:"Under way"}),a4("ul",{children:jobs.map(job=>a4(Job,{job,since},job.id))})]})}function Job({job,since}){
let{stop}=useStore(),seconds=job.seconds+useSeconds(since),state=job.number?`${Math.floor(seconds)} s`:"waiting";return a4("li",{children:[a4("span",{class:"job",
children:[a4("span",{class:"time",children:[job.model,state,job.usual].filter(Boolean).join(" · ")}),a4("span",{class:"prompt",title:job.prompt,children:job.prompt})]}),
a4(Button,{press:()=>stop(job.id),class:"link",title:job.number?"The picture is still filed when it comes; it may be billed.":"Nothing was sent.",children:job.number?
"Stop waiting":"Remove"})]})}function Facts({entry}){let{details,position}=useStore().viewing,known=facts(entry,details.value,position.value).filter(([,value])=>value);return a4("details",{
class:"facts",children:[a4("summary",{children:"Details"}),a4("dl",{children:known.map(([name,value])=>a4($,{children:[a4("dt",{children:name}),a4("dd",{children:value})]},
name))})]})}function facts(entry,details,position){let picture=entry.pictures[position],answered=entry.servedBy&&entry.servedBy!==entry.model?`, answered by ${entry.
servedBy}`:"";return[["Template",details?.template??""],["Model",entry.model+answered],["Gateway",details?.gateway??""],["Picture",picture?`${picture.width} × ${picture.
height} ${picture.type.toUpperCase()}, ${bytes(picture.size)}`:""],["Time",entry.seconds?`${entry.seconds} s`:""],["Cost",entry.cost===null?"not reported":dollars(
entry.cost)],["Take",String(entry.take)],["Aspect",entry.aspect],["Size",details?.size??""],["More",details?.extra??""],["Inputs",entry.inputs.map(({name})=>name).
join(", ")],["Created",details?when(details.created):""],["Variable",entry.name],["Notebook",details?.notebook??""]]}var dollars=cost=>`$${Number(cost.toPrecision(
3))}`;function bytes(count){return count<1e6?`${Math.max(1,Math.round(count/1e3))} KB`:`${(count/1e6).toFixed(1)} MB`}function when(time){let date=new Date(time);
return Number.isNaN(date.getTime())?time:date.toLocaleString()}function Lineage({number}){let{viewing,history}=useStore(),details=viewing.details.value,steps=details?.steps??[],children=details?.children??[];return!details||
steps.length<2&&children.length===0?null:a4("div",{class:"lineage",children:[steps.length>1&&a4("p",{class:"parents",children:["from ",!details.whole&&a4(Sign,{
children:"…"}),steps.flatMap((step,place)=>[place>0&&a4(Sign,{children:"→"},`to ${place}`),...step.flatMap((node,other)=>[other>0&&a4(Sign,{children:"+"},`a\
nd ${place} ${other}`),a4(Crumb,{node,isShown:place===steps.length-1},`${place} ${other}`)])])]}),children.length>0&&a4("p",{class:"children",children:["became ",
children.map(child=>a4(Crumb,{node:child},child.number)),details.more>0&&a4(Button,{press:()=>history.search.write(`input:@${number}`),class:"link",children:`${details.
more} more`})]})]})}var Sign=({children})=>a4("span",{class:"sign",children});function Crumb({node,isShown=!1}){let{viewing}=useStore(),url=usePicture(node.hash,
"tile"),inside=a4($,{children:[node.hash&&a4("img",{alt:"",width:28,height:28,src:url||void 0},node.hash),a4("span",{children:node.name})]});return isShown?a4("\
span",{class:"crumb","aria-current":"true",children:inside}):node.number?a4(Button,{press:()=>viewing.open(node.number),class:"crumb",children:inside}):a4("span",
{class:"crumb",children:inside})}var STAR="starred",RATINGS=Array.from({length:5},(_4,place)=>place+1);function Marks({entry}){let{marks:marks2,markShown}=useStore().viewing;return a4("div",{class:"\
marks",ref:marks2,children:[a4("div",{class:"row",children:[a4(Button,{press:()=>markShown({kind:"tag",changes:[entry.starred?`-${STAR}`:STAR]}),class:"star",title:"\
Star (s)","aria-pressed":entry.starred,children:[a4("span",{"aria-hidden":"true",children:entry.starred?"★":"☆"})," Star"]}),a4(Rating,{rating:entry.rating}),
a4(Tags,{})]}),a4(Note,{})]})}function Rating({rating}){let{markShown}=useStore().viewing,scale=T2(null),rate=step=>markShown({kind:"rate",rating:step});function press(event){
let step={ArrowLeft:-1,ArrowDown:-1,ArrowRight:1,ArrowUp:1}[event.key]??0;if(!step)return;event.preventDefault();let next=Math.min(5,Math.max(1,rating+step));scale.
current?.querySelectorAll("button")[next-1]?.focus(),rate(next)}return a4("div",{class:"rating",role:"radiogroup","aria-label":"Rating",ref:scale,onKeyDown:press,
children:RATINGS.map(step=>a4(Button,{press:()=>rate(step===rating?0:step),role:"radio","aria-label":`${step} of ${5}`,"aria-checked":step===rating,title:`Rate ${step}\
 of ${5} (${step}; 0 clears)`,class:step<=rating?"reached":"",tabIndex:step===(rating||1)?0:-1,children:step},step))})}function Tags(){let{details,newTags,writeTags,
markShown}=useStore().viewing,box=T2(null),tags=(details.value?.tags??[]).filter(tag=>tag!==STAR);function press(event){let words=newTags.peek().split(/\s+/).filter(
Boolean);if(event.key==="Enter"&&words.length)markShown({kind:"tag",changes:words});else if(event.key!=="Escape")return;event.preventDefault(),writeTags("")}function remove(tag){
markShown({kind:"tag",changes:[`-${tag}`]}),box.current?.focus()}return a4("span",{class:"tagging",children:[a4("ul",{class:"tags","aria-label":"Tags",hidden:tags.
length===0,children:tags.map(tag=>a4("li",{children:[a4("span",{children:tag}),a4(Button,{press:()=>remove(tag),"aria-label":`Remove tag ${tag}`,children:"×"})]},
tag))}),a4("input",{ref:box,type:"text","aria-label":"Add tag",placeholder:"Add tag",size:8,enterKeyHint:"done",...plainText,disabled:details.value===null,value:newTags.
value,onInput:event=>writeTags(event.currentTarget.value),onKeyDown:press})]})}function Note(){let{details,note,writeNote,keepNote,dropNote}=useStore().viewing;
function press(event){if(event.key==="Enter"&&!event.shiftKey)keepNote();else if(event.key==="Escape")dropNote();else return;event.preventDefault()}return a4("t\
extarea",{class:"note","aria-label":"Note",placeholder:"Note",enterkeyhint:"done",disabled:details.value===null,value:note.value,rows:Math.min(6,note.value.split(
`
`).length),onInput:event=>writeNote(event.currentTarget.value),onBlur:keepNote,onKeyDown:press})}function Viewer(){let{viewing,history}=useStore(),entry=viewing.shown.value;function press(event){let writing=event.target instanceof Element&&event.target.matches(
"input, textarea, select");entry&&!writing&&history.press(event,entry,[entry.number])&&event.preventDefault()}return a4("section",{class:"viewer","aria-label":"\
Viewer",onKeyDown:press,children:entry?a4(Generation,{entry}):a4("p",{class:"none",children:"Pick a picture to see it large."})})}function Generation({entry}){let{
viewing,copyPrompt}=useStore(),details=viewing.details.value,prompt=details?.prompt??entry.prompt,said=[...entry.error,details?.text??entry.text].filter(Boolean),
picture=entry.pictures[viewing.position.value],{src,full,gone}=usePictureSteps(picture);return a4("div",{children:[picture&&a4("div",{class:"stage",style:{aspectRatio:`${picture.
width} / ${picture.height}`},children:a4("img",{alt:entry.prompt,width:picture.width,height:picture.height,src:src||void 0},picture.hash)}),entry.pictures.length>
1&&a4(Several,{entry}),a4("p",{class:"caption",children:describe(entry)}),a4("div",{class:"said",children:[a4("p",{class:"prompt",children:prompt}),a4(Button,{press:()=>copyPrompt(
prompt),class:"link",children:"Copy prompt"})]}),said.length>0&&a4("p",{class:entry.error.length?"words failed":"words",children:a4(Lines,{of:said})}),gone&&a4(
"p",{class:"words failed",children:"The picture's file is gone from the library."}),a4(Lineage,{number:entry.number}),a4(Actions,{entry,picture,full}),a4(Marks,
{entry}),a4(Facts,{entry})]})}function usePictureSteps(picture){let{pictures}=useStore(),hash=picture?.hash??"",first=firstStep(pictures,hash),[steps,setSteps]=d2(
first);return F2(()=>{if(!hash)return;let current=!0,reach=come2=>setSteps(known=>({...known.hash===hash?known:firstStep(pictures,hash),...come2}));async function come(){
let thumbnail=await pictures.url(hash,"thumbnail");if(!current)return;thumbnail&&reach({src:thumbnail});let full=await pictures.url(hash,"full");current&&reach(
full?{src:full,full}:{gone:!0})}return come(),()=>{current=!1}},[hash,pictures]),steps.hash===hash?steps:first}function firstStep(pictures,hash){return{hash,src:hash&&
pictures.held(hash,"tile"),full:"",gone:!1}}function Several({entry}){let{position,turnTo}=useStore().viewing;return a4("div",{class:"several",role:"group","ari\
a-label":"Pictures of this answer",children:entry.pictures.map((_4,place)=>a4(Button,{press:()=>turnTo(place),"aria-pressed":place===position.value,"aria-label":`\
Picture ${place+1}`,children:place+1},place))})}function Actions({entry,picture,full}){let{composer,history,viewing,input,again,copyCell}=useStore(),position=viewing.
position.value,numbers=[entry.number];return a4("div",{class:"actions",children:[a4(Button,{press:()=>input("edit",entry,position),class:"primary",disabled:!picture,
children:"Edit this"}),a4(Button,{press:()=>input("add",entry,position),disabled:!picture,children:"Add as input"}),a4(PayingButton,{press:()=>again(entry),title:"\
Another take of the same: a new call",children:"Again"}),a4(Button,{press:()=>composer.use(entry.template),children:"Use prompt"}),a4(Button,{press:()=>copyCell(
entry),children:"Copy cell"}),a4("span",{class:"actions",children:[picture&&a4("a",{class:"button",download:fileName(entry,picture),...full&&{href:full},children:"\
Download"}),a4(Button,{press:()=>history.save(numbers),title:"A zip with the pictures, how they were made, and a page to look at",children:"Export"}),entry.deleted?
a4(Button,{press:()=>history.restore(numbers),children:"Restore"}):a4(Button,{press:()=>history.remove(numbers),title:"Out of sight, with a way back (Del)",children:"\
Delete"})]})]})}function fileName(entry,{type}){return`${entry.name||entry.number}.${type==="jpeg"?"jpg":type}`}function describe(entry){let picture=entry.pictures[entry.
main],isOther=entry.servedBy&&entry.servedBy!==entry.model;return[`@${entry.number}${entry.name?` ${entry.name}`:""}`,isOther?`${entry.servedBy} (asked: ${entry.
model})`:entry.model,entry.seconds>=1&&!entry.sketch?`${Math.round(entry.seconds)} s`:"",entry.cost===null?"":dollars(entry.cost),picture?`${picture.width}×${picture.
height} ${picture.type.toUpperCase()}`:"",entry.take>1?`take ${entry.take}`:"",entry.status==="sent"?"under way":"",entry.sketch&&picture?"offline sketch":"",entry.
deleted?"deleted":""].filter(Boolean).join(" · ")}var NOTICES={well:"",silent:"No answer from the kernel yet. If a cell runs, this waits for it; if the kernel was restarted, run the cell with %imagegen panel ag\
ain.",gone:"The kernel has restarted or is gone. Run the cell with %imagegen panel again."};function Panel(){let{kernel,said,status}=useStore(),notice=kernel.value===
"silent"&&status.value.waits?"":NOTICES[kernel.value],{words,count}=said.value;return a4($,{children:[a4(Header,{}),a4("p",{class:"notice",role:"alert",hidden:!notice,
children:notice}),a4("div",{class:"columns",children:[a4("div",{class:"left",children:[a4(Composer,{}),a4(Queue,{})]}),a4(Viewer,{}),a4(History,{})]}),a4("p",{class:"\
live","aria-live":"polite",children:a4("span",{children:words},count)})]})}function Header(){let{gateway="",sketches,total,waits}=useStore().status.value,where=sketches?
"offline sketches":gateway,size=total===void 0?"":total===1?"1 generation":`${total} generations`;return a4("header",{children:[a4("b",{children:"imagegen"}),a4(
"span",{class:"where",children:[where,size].filter(Boolean).join(" · ")}),waits&&a4("span",{class:"where",children:"a cell runs: what you ask is sent after it"})]})}function render({model,el}){let root=document.createElement("div");root.className="imagegen-panel",root.dataset.lmSuppressShortcuts="true",el.append(root);let store=openStore(
model,root),{composer}=store;return guardKeys(root),receivePictures(root,{takes:box=>!!composer.form.current?.contains(box),hover:composer.hover,take:composer.take}),
Q(a4(StoreProvider,{value:store,children:a4(Panel,{})}),root),()=>{store.close(),Q(null,root),root.remove()}}var index_default={render};export{index_default as default};
