var P,vt,Ye,ne,Qe,Ae,yt,Pe,bt,et,Je,wt,ye=Symbol.for("pv"),Le={},Ne=[],qn=/^m(i|n|o|s|text|space)$/,tt=Array.isArray,nt=Ne.slice,ae=Object.assign;function se(e){
e&&e.parentNode&&e.remove()}function kt(e,t,n){var r,o,i,s={},a=arguments.length;for(i in t)i=="key"?r=t[i]:i=="ref"&&typeof e!="function"?o=t[i]:s[i]=t[i];return a>
2&&(s.children=a>3?nt.call(arguments,2):n),ve(e,s,r,o,null)}function ve(e,t,n,r,o){var i={type:e,props:t,key:n,ref:r,__k:null,__:null,__b:0,__e:null,__c:null,constructor:ye,__v:o||++vt,__i:-1,__u:0};return!o&&P.vnode&&P.
vnode(i),i}function G(){return{current:null}}function H(e){return e.children}function pe(e,t){this.props=e,this.context=t,this.__g=0}function re(e,t){if(t==null)
return e.__&&re(e.__,e.__i+1);for(var n;t<e.__k.length;t++)if((n=e.__k[t])&&n.__e)return n.__e;return typeof e.type!="function"||e.props.__P?null:re(e)}function Wn(e){
var t,n=e.__v,r=n.__e,o=[],i=[],s=e.__P;s&&((t=ae({constructor:ye},n)).__v=n.__v+1,P.vnode&&P.vnode(t),rt(s,t,n,e.__n,s.namespaceURI,32&n.__u?[r]:null,o,r||re(n),
32&n.__u,i),t.__v=n.__v,t.__.__k[t.__i]=t,$t(o,t,i),n.__=n.__e=null,t.__e!=r&&xt(t))}function xt(e){if((e=e.__)&&e.__c&&!e.props.__P)return e.__e=null,e.__k.some(
function(t){return t&&(e.__e=t.__e)}),xt(e)}function Ze(e){(8&e.__g||(e.__g|=8,ne.push(e),Ae++))&&Qe==P.debounceRendering||((Qe=P.debounceRendering)||queueMicrotask)(
Et)}function Et(){try{for(var e,t=1;ne.length;)ne.length>t&&ne.sort(yt),e=ne.shift(),t=ne.length,8&e.__g&&Wn(e)}finally{(Ae=ne.length)&&(Qe||queueMicrotask)(Et)}}
function St(e,t,n,r,o,i,s,a,f,p,c){var d,y,l,g,m,v,_=r.__k||Ne,h=t.length;for(f=zn(n,t,_,f,h),d=0;d<h;d++)(l=n.__k[d])!=null&&(y=~l.__i&&_[l.__i]||Le,l.__i=d,v=
rt(e,l,y,o,i,s,a,f,p,c),g=l.__e,(y.ref!=l.ref||8&y.__u)&&(y.ref&&ot(y.ref,null,l,y),l.ref&&c.push(l.ref,l.__c||g,l)),m=m||g,4&l.__u?(f=Tt(l,f,e,!y.__v),y.__e&&(y.
__e=null)):typeof l.type=="function"&&v!==void 0?f=v:g&&(f=g.nextSibling),l.__u&=-21);return n.__e=m,f}function zn(e,t,n,r,o){var i,s,a,f,p,c,d,y,l,g=n.length,m=g,
v=0,_=0,h=e.__k=Array(o);for(i=0;i<o;i++)(s=t[i])!=null&&typeof s!="boolean"&&typeof s!="function"?(typeof s!="object"||s.constructor===String?s=h[i]=ve(null,s):
tt(s)?s=h[i]=ve(H,{children:s}):s.constructor===ye&&s.__b?s=h[i]=ve(s.type,s.props,s.key,s.ref,s.__v):h[i]=s,f=i+v,s.__=e,s.__b=e.__b+1,a=null,~(p=s.__i=Vn(s,n,
f,m))&&(m--,(a=n[p])&&(a.__u|=2)),a&&a.__v?(s.__u|=16,p==f-1?v--:p==f+1?v++:p!=f&&(p>f?v--:v++,_=1)):(~p||(o>g?v--:o<g&&v++),typeof s.type!="function"&&(s.__u|=
4))):h[i]=null;if(_){for(c=[],d=[],i=0;i<o;i++)if((s=h[i])&&16&s.__u){for(v=0,y=c.length;v<y;)c[l=v+y>>1]<s.__i?v=l+1:y=l;c[v]=s.__i,d[i]=v+1}for(v=c.length;i--;)
d[i]&&(d[i]==v?v--:h[i].__u|=4)}if(m)for(i=0;i<g;i++)!(a=n[i])||2&a.__u||(a.__e==r&&(r=re(a)),it(a,a));return r}function Tt(e,t,n,r){var o,i,s,a;if(typeof e.type==
"function"){if(e.props.__P)return t;if(o=e.__k)for(i=0;i<o.length;i++)o[i]&&(o[i].__=e,t=Tt(o[i],t,n,!1));return t}for(t&&!t.parentNode&&(t=re(e))&&!t.parentNode&&
(t=null),s=e.__e,a=t;a&&a.nodeType==8;)a=a.nextSibling;for(s!=a&&(!r&&n.moveBefore&&s.parentNode?n.moveBefore(s,t):n.insertBefore(s,t||null)),t=s;(t=t&&t.nextSibling)&&
t.nodeType==8&&!t.data.startsWith("$s"););return t}function Vn(e,t,n,r){var o,i=e.key,s=e.type,a=t[n],f=a&&!(2&a.__u);if(a===null&&i==null||f&&i==a.key&&s==a.type)return n;if(r>(f?1:0)){for(o=n-1;o>=0;o--)if((a=
t[o])&&!(2&a.__u)&&i==a.key&&s==a.type)return o;for(o=n+1;o<t.length;o++)if((a=t[o])&&!(2&a.__u)&&i==a.key&&s==a.type)return o}return-1}function gt(e,t,n){n==null&&
(n=""),t[0]=="-"?e.setProperty(t,n):e[t]=n}function Ce(e,t,n,r,o){var i,s;if(t=="style")if(typeof n=="string")e.style.cssText=n;else{if(typeof r=="string"&&(e.style.
cssText=r=""),r)for(t in r)n&&t in n||gt(e.style,t);if(n)for(t in n)r&&n[t]==r[t]||gt(e.style,t,n[t])}else if(t[0]=="o"&&t[1]=="n")typeof n!="function"&&(n=null),
typeof r!="function"&&(r=null),(e.__e||(e.__e={}))[t]=n,n&&r||(s=Je[t]||(Je[t]=Gn(t)),(e.__a||(e.__a={}))[t]=et,i=t!=(t=t.replace(bt,"$1")),(t=t.slice(2))[0]<"a"&&
(t=t.toLowerCase()),n?e.addEventListener(t,s,i):e.removeEventListener(t,s,i));else{if(o=="http://www.w3.org/2000/svg")t=t.replace(/xlink(H|:h)/,"h").replace(/sName$/,
"s");else if(t!="width"&&t!="height"&&t!="href"&&t!="list"&&t!="form"&&t!="tabIndex"&&t!="download"&&t!="rowSpan"&&t!="colSpan"&&t!="role"&&t!="popover"&&t in e)
try{return void(e[t]=n??"")}catch{}if(typeof n=="function")return;n==null||n===!1&&t[4]!="-"?e.removeAttribute(t):e.setAttribute(t,t=="popover"&&n==1?"":n)}}function Gn(e){
return function(t){var n=this.__e;if(n){if(n=n[e],t[Pe]==null)t[Pe]=et++;else if(t[Pe]<this.__a[e])return;return n(P.event?P.event(t):t)}}}function rt(e,t,n,r,o,i,s,a,f,p){
var c,d,y,l,g,m,v,_,h,E,S,K,Q,q,x,N,O,b,B=t.type;if(t.constructor!==ye)return null;128&n.__u&&(f=32&n.__u,c=n.__c.__z)&&(t.__u|=f,d=i=[],c.nodeType==8?a=Be(c,i):
i.push(c),a=i[0]||a),(c=P.__b)&&c(t);e:if(typeof B=="function"){y=s.length;try{if(_=t.props,h=(c=B.prototype)&&c.render,E=(c=B.contextType)&&r[c.__c],S=c?E?E.props.
value:c.__:r,(l=n.__c)?(t.__c=l,2&l.__g&&(l.__g|=1)):(h?t.__c=l=new B(_,S):(t.__c=l=new pe(_,S),l.constructor=B,l.render=Qn),E&&E.sub(l),l.state||(l.state={}),l.
__n=r,l.__g|=8,l.__h=[],l.__k=[]),h&&(l.__s||(l.__s=l.state),B.getDerivedStateFromProps&&(l.__s==l.state&&(l.__s=ae({},l.__s)),ae(l.__s,B.getDerivedStateFromProps(
_,l.__s)))),g=l.props,m=l.state,l.__v=t,n.__c){if(_!==g&&h&&!B.getDerivedStateFromProps&&l.componentWillReceiveProps&&l.componentWillReceiveProps(_,S),t.__v==n.
__v&&!(8&l.__g)||!(4&l.__g)&&l.shouldComponentUpdate&&l.shouldComponentUpdate(_,l.__s,S)===!1){t.__v!=n.__v&&(l.props=_,l.state=l.__s,l.__g&=-9),t.__e=n.__e,t.__k=
n.__k,t.__k.some(function($){$&&($.__=t)}),Ne.push.apply(l.__h,l.__k),l.__k=[],l.__h.length&&s.push(l),a=re(n);break e}l.componentWillUpdate&&l.componentWillUpdate(
_,l.__s,S),h&&l.componentDidUpdate&&l.__h.push(function(){l.componentDidUpdate(g,m,v)})}else h&&!B.getDerivedStateFromProps&&l.componentWillMount&&l.componentWillMount(),
h&&l.componentDidMount&&l.__h.push(l.componentDidMount);l.context=S,l.props=_,l.__P=e,l.__g&=-5,K=P.__r,Q=h?25:0;do l.__g&=-9,K&&K(t),c=l.render(l.props,l.state=
l.__s,l.context);while(8&l.__g&&++Q<25);h&&(Ne.push.apply(l.__h,l.__k),l.__k=[]),l.state=l.__s,l.getChildContext&&(r=ae({},r,l.getChildContext())),h&&n.__c&&l.getSnapshotBeforeUpdate&&
(v=l.getSnapshotBeforeUpdate(g,m)),q=c&&c.type===H&&c.key==null?c.props.children:c,_.__P&&(c=a,o=(e=_.__P).namespaceURI,f=i=null,n.props&&n.props.__P!=e&&(n.__k.
some(function($){$&&it($,$)}),n.__k=null),a=n.__k?re(n,0):null),a=St(e,tt(q)?q:[q],t,n,r,o,i,s,a,f,p),_.__P&&(t.__e=null,a=c),t.__u&=-161,d&&d.some(se),l.__h.length&&
s.push(l),1&l.__g&&(l.__g&=-4)}catch($){if(s.length=y,t.__v=null,f||i)if($&&$.then){if(t.__u|=128|f,i){for(~(O=i.indexOf(a||void 0))||(O=i.length);(b=i[O-1])&&b.
nodeType==8;)O--;for(;O<i.length;O++)if(b=i[O])if(i[O]=null,x){if(b==N)break}else{if(b.nodeType!=8)break;b.data.startsWith("$s")&&(N=Be(x=b))}}if(!x){for(;a&&a.
nodeType==8&&a.nextSibling;)a=a.nextSibling;x=a}(c=Be(x=t.__c.__z||(t.__c.__z=x)))?(t.__e=x,a=c):t.__e=a,a=a&&a.nextSibling}else i&&i.some(se);else t.__e=n.__e;
t.__k||(t.__k=n.__k||[]),$&&$.then||Mt(t),P.__e($,t,n)}}else a=t.__e=Xn(n.__e,t,n,r,o,i,s,f,p,e);return(c=P.diffed)&&c(t),a}function Be(e,t){if(e&&e.nodeType==8&&
e.data.startsWith("$s"))for(var n=1;e=e.nextSibling;){if(e.nodeType==8){if(e.data.startsWith("$s"))n++;else if(e.data.startsWith("/$s")&&!--n)return e}t&&t.push(
e)}}function Mt(e){e&&(e.__c&&(e.__c.__g|=4),e.__k&&e.__k.some(Mt))}function $t(e,t,n){for(var r=0;r<n.length;)ot(n[r++],n[r++],n[r++]);P.__c&&P.__c(t,e),e.some(
function(o){try{e=o.__h,o.__h=[],e.some(function(i){i.call(o)})}catch(i){P.__e(i,o.__v)}})}function Xn(e,t,n,r,o,i,s,a,f,p){var c,d,y,l,g,m,v,_,h=n.props||Le,E=t.
props,S=t.type;if(S=="svg"?o="http://www.w3.org/2000/svg":S=="math"?o="http://www.w3.org/1998/Math/MathML":o||(o="http://www.w3.org/1999/xhtml"),i){for(c=0;c<i.
length;c++)if((g=i[c])&&(S?g.localName==S:g.nodeType==3)){e=g,i[c]=null;break}}if(!e){if(_=p.ownerDocument||document,!S)return _.createTextNode(E);e=_.createElementNS(
o,S,E.is?E:p),a&&(P.__m&&P.__m(t,i),a=!1),i=null}if(S){if(p=S=="template"&&e.content||e,i=S=="textarea"&&E.defaultValue!=null?null:i&&nt.call(p.childNodes),!a&&
i)for(h={},c=0;c<e.attributes.length;c++)h[(g=e.attributes[c]).name]=g.value;for(c in h)g=h[c],c=="dangerouslySetInnerHTML"?y=g:c=="children"||c in E||c=="value"&&
"defaultValue"in E||c=="checked"&&"defaultChecked"in E||Ce(e,c,null,g,o);for(c in E)g=E[c],c=="children"?l=g:c=="dangerouslySetInnerHTML"?d=g:c=="value"?m=g:c==
"checked"?v=g:a&&typeof g!="function"||h[c]===g||Ce(e,c,g,h[c],o);d?(a||y&&(d.__html==y.__html||d.__html==e.innerHTML)||(e.innerHTML=d.__html),t.__k=[]):(y&&(e.
textContent=""),(S=="foreignObject"||o=="http://www.w3.org/1998/Math/MathML"&&qn.test(S))&&(o="http://www.w3.org/1999/xhtml"),St(p,tt(l)?l:[l],t,n,r,o,i,s,i?i[0]:
n.__k&&re(n,0),a,f),i&&i.some(se)),a&&S!="textarea"||(c="value",S=="progress"&&m==null?e.removeAttribute(c):m==null||m===e[c]&&(S!="progress"||m)||Ce(e,c,m,h[c],
o),c="checked",v!=null&&v!=e[c]&&Ce(e,c,v,h[c],o))}else h===E||a&&e.data==E||(e.data=E);return e}function ot(e,t,n,r){try{typeof e=="function"?t?t.__x=e(t)||1:r&&
(r=r.__c||r.__e)&&(t=r.__x)&&(r.__x=null,typeof t=="function"?t():e(null)):e.current=t}catch(o){P.__e(o,n)}}function it(e,t,n){var r,o,i,s;if(P.unmount&&P.unmount(
e),!(r=e.ref)||r.current&&r.current!=e.__e||ot(r,null,t,e),r=e.__c){if(r.componentWillUnmount)try{r.componentWillUnmount()}catch(a){P.__e(a,t)}r.__P=r.__n=null}
if(r=e.__k)for(s=0;s<r.length;s++)r[s]&&it(r[s],t,typeof e.type!="function"||n&&!e.props.__P);!n&&(r=e.__c)&&(r=r.__z)&&(o=Be(r,i=[]))&&(r==e.__e&&i.some(se),se(
o),se(r)),n||se(e.__e),e.__e=e.__c=e.__=null}function Qn(e,t,n){return this.constructor(e,n)}function st(e,t){var n,r,o,i;P.__&&P.__(e,t),t.nodeType==9&&(t=t.documentElement),
r=(n=e&&32&e.__u)?null:t.__k,t.__k=ve(H,{children:[e]}),o=[],i=[],rt(t,t.__k,r||Le,Le,t.namespaceURI,r?null:t.firstChild?nt.call(t.childNodes):null,o,r?r.__e:t.
firstChild,n,i),$t(o,t.__k,i),t.__k.props.children=null}function Ct(e){function t(n){var r,o;return this.getChildContext||(r=new Set,(o={})[t.__c]=this,this.getChildContext=function(){return o},this.shouldComponentUpdate=
function(i){this.props.value!=i.value&&r.forEach(function(s){s.__g|=4,Ze(s)})},this.sub=function(i){r.add(i);var s=i.componentWillUnmount;i.componentWillUnmount=
function(){r.delete(i),s&&s.call(i)}}),n.children}return t.__c="__cC"+wt++,t.__=e,t.Provider=(t.Consumer=function(n,r){return n.children(r)}).contextType=t,t}P={__e:function(e,t,n,r){for(var o,i,s;t=t.__;)if((o=t.__c)&&!(1&o.__g)){o.__g|=4;try{if((s=(i=o.constructor)&&i.getDerivedStateFromError)&&o.setState(i.getDerivedStateFromError(
e)),o.componentDidCatch&&(o.componentDidCatch(e,r||{}),s=1),s&&8&o.__g)return void(o.__g|=2)}catch(a){e=a}}throw Ae=0,e}},vt=0,Ye=function(e){return e!=null&&e.
constructor===ye},pe.prototype.setState=function(e,t){var n=this.__s;n&&n!=this.state||(n=this.__s=ae({},this.state)),typeof e=="function"&&(e=e(ae({},n),this.props)),
e&&(ae(n,e),this.__v&&(t&&this.__k.push(t),Ze(this)))},pe.prototype.forceUpdate=function(e){this.__v&&(this.__g|=4,e&&this.__h.push(e),Ze(this))},pe.prototype.render=
H,ne=[],Ae=0,yt=function(e,t){return e.__v.__b-t.__v.__b},Pe=Symbol(),bt=/(PointerCapture)$|Capture$/i,et=0,Je={},wt=0;var be=null,we=e=>e!==null&&e===be;function Pt(e){e.addEventListener("keydown",t=>{t.isComposing||t.keyCode===229?(t.stopPropagation(),t.key==="Escape"&&at(t.target,
"[type=search]")&&t.preventDefault()):t.repeat&&t.key==="Enter"&&at(t.target,"button, a")&&t.preventDefault()},!0),Jn(e),e.addEventListener("keydown",t=>{(t.ctrlKey||
t.metaKey)&&t.key==="s"||t.stopPropagation()})}function Jn(e){e.addEventListener("compositionstart",({target:t})=>be=t,!0),e.addEventListener("compositionend",({
target:t})=>{be=null,t?.dispatchEvent(new Event("input",{bubbles:!0}))},!0),e.addEventListener("blur",t=>{t.target===be&&(at(t.target,":focus")?t.stopPropagation():
be=null)},!0)}var at=(e,t)=>e instanceof Element&&e.matches(t);function At(e,{takes:t,hover:n,take:r}){e.addEventListener("paste",o=>{let{clipboardData:i}=o,s=Lt(o);!i?.files.length||s&&(!t(s)||Zn(i))||(o.preventDefault(),r(
He(i)))}),e.addEventListener("dragover",o=>{Bt(o)||(o.preventDefault(),n(!0))}),e.addEventListener("dragleave",()=>n(!1)),e.addEventListener("drop",()=>n(!1),!0),
e.addEventListener("drop",o=>{Bt(o)||(o.preventDefault(),o.stopPropagation(),o.dataTransfer&&r(He(o.dataTransfer)))})}function He(e){let n=[...e.items].some(r=>r.
webkitGetAsEntry?.()?.isDirectory);return{files:[...e.files],folder:n}}function Lt(e){return e.target instanceof Element?e.target.closest("input, textarea"):null}
function Bt(e){return Lt(e)!==null&&!e.dataTransfer?.types.includes("Files")}function Zn(e){let{body:t}=new DOMParser().parseFromString(e.getData("text/html"),"\
text/html");if(t.querySelector("img")&&!t.textContent?.trim())return"";let n=e.getData("text/plain").trim(),r=[...e.files].map(({name:i})=>i);return n.split(/[\r\n]+/).
every(i=>r.includes(i.split(/[/\\]/).at(-1)??""))?"":n}var de,R,ut,Nt,lt=Object.is,De=0,Ft=[],ct=[],I=P,Ht=I.__b,Dt=I.__r,Rt=I.diffed,It=I.__c,Ot=I.unmount,Ut=I.__;function Re(e,t){I.__h&&I.__h(R,e,De||t),De=0;var n=R.
__H||(R.__H={__:[],__h:[]});return e>=n.__.length&&n.__.push({}),n.__[e]}function xe(e){return De=1,Yn(zt,e)}function Yn(e,t,n){var r=Re(de++,2);if(r.t=e,!r.__c&&
(r.__=[n?n(t):zt(void 0,t),function(i){var s=(r.__N||r.__)[0],a=r.t(s,i);lt(s,a)||(r.__N=[a,r.__[1]],r.__c.setState({}))}],r.__c=R,!R.__f)){R.__f=!0;var o=R.shouldComponentUpdate;
R.shouldComponentUpdate=function(i,s,a){var f=this.__H;if(!f)return!0;var p=!1,c=this.props!=i;if(f.__.some(function(y){y.__N&&(p=!0,lt(y.__[0],y.__N[0])||(c=!0))}),
o){var d=o.call(this,i,s,a);return p?d||c:d}return!p||c}}return r.__}function z(e,t){var n=Re(de++,4);!I.__s&&Wt(n.__H,t)&&(n.__P=!1,n.__=e,n.u=t,R.__h.push(n))}function F(e){return De=5,X(function(){return{current:e}},[])}function X(e,t){var n=Re(de++,7);return Wt(n.__H,t)&&(n.__=e(),n.__H=t),n.__}function qt(e){var t=R.context[e.__c],n=Re(de++,9);return n.c=e,t?(n.__==null&&(n.__=!0,t.sub(R)),t.props.value):e.__}function er(){var e;do{for(;e=ct.shift();)try{ke(e)}catch(n){I.__e(n,{__:(e=e.__P)&&e.__v})}for(;e=Ft.shift();){var t=e.__H;if(e.__P&&t)try{t.__h.some(ke),t.__h.
some(ft),t.__h=[]}catch(n){t.__h=[],I.__e(n,e.__v)}}}while(ct.length)}I.__b=function(e){R=null,Ht&&Ht(e)},I.__=function(e,t){e&&t.__k&&t.__k.__m&&(e.__m=t.__k.__m),
Ut&&Ut(e,t)},I.__r=function(e){Dt&&Dt(e),de=0;var t=(R=e.__c).__H;t&&(ut==R?R.__h=[]:(t.__h.some(ke),t.__h.some(ft),de=0),t.__h=[],t.__.some(function(n){n.__N&&
(n.__=n.__N),n.u=n.__N=void 0})),ut=R},I.diffed=function(e){Rt&&Rt(e);var t=e.__c;t&&t.__H&&(t.__H.__h.length&&jt(Ft.push(t)),t.__H.__.some(function(n){n.u&&(n.
__H=n.u)})),ut=R=null},I.__c=function(e,t){t.some(function(n){try{n.__h.some(ke),n.__h=n.__h.filter(function(r){return!r.__||ft(r)})}catch(r){n.__h=[function(){
throw r}]}}),It&&It(e,t)},I.unmount=function(e){Ot&&Ot(e);var t,n,r=e.__c;r&&r.__H&&(r.__H.__.some(function(o){try{if(o.__P&&o.__c){if(n===void 0){for(n=e.__;n&&
(!n.__c||!n.__c.__P);)n=n.__;n=n&&n.__c}o.__P=n,jt(ct.push(o))}else ke(o)}catch(i){t=i}}),r.__H=void 0,t&&I.__e(t,r.__v))};var Kt=typeof requestAnimationFrame==
"function";function tr(e){var t,n=function(){clearTimeout(r),Kt&&cancelAnimationFrame(t),setTimeout(e)},r=setTimeout(n,35);Kt&&(t=requestAnimationFrame(n))}function jt(e){
e!=1&&Nt==I.requestAnimationFrame||((Nt=I.requestAnimationFrame)||tr)(er)}function ke(e){var t=R,n=e.__c;typeof n=="function"&&(e.__c=void 0,n()),R=t}function ft(e){
var t=R;e.__c=e.__(),R=t}function Wt(e,t){return!e||e.length!=t.length||t.some(function(n,r){return!lt(n,e[r])})}function zt(e,t){return typeof t=="function"?t(
e):t}var nr=Symbol.for("preact-signals");function Ke(){if(Y>1)Y--;else{var e,t=!1;for((function(){var o=Oe;for(Oe=void 0;o!==void 0;){var i=o.S;if(i.v===o.v)for(var s=i.
t;s!==void 0;s=s.x)s.i===o.i&&(s.i=i.i);o=o.o}})();Se!==void 0;){var n=Se;for(Se=void 0,Ie++;n!==void 0;){var r=n.u;if(n.u=void 0,n.f&=-3,!(8&n.f)&&Gt(n))try{n.
c()}catch(o){t||(e=o,t=!0)}n=r}}if(Ie=0,Y--,t)throw e}}function V(e){if(Y>0)return e();pt=++rr,Y++;try{return e()}finally{Ke()}}var Ee,D=void 0;function Te(e){var t=D,
n=Ee;D=void 0,Ee=void 0;try{return e()}finally{D=t,Ee=n}}var Se=void 0,Y=0,Ie=0,rr=0,pt=0,Oe=void 0,Ue=0;function Vt(e){if(D!==void 0){var t=e.n;if(t===void 0||
t.t!==D)return t={i:0,S:e,p:D.s,n:void 0,t:D,e:void 0,x:void 0,r:t},D.s!==void 0&&(D.s.n=t),D.s=t,e.n=t,32&D.f&&e.S(t),t;if(t.i===-1)return t.i=0,t.n!==void 0&&
(t.n.p=t.p,t.p!==void 0&&(t.p.n=t.n),t.p=D.s,t.n=void 0,D.s.n=t,D.s=t),t}}function U(e,t){this.v=e,this.i=0,this.n=void 0,this.t=void 0,this.l=0,this.W=t?.watched,
this.Z=t?.unwatched,this.name=t?.name}U.prototype.brand=nr;U.prototype.h=function(){return!0};U.prototype.S=function(e){var t=this,n=this.t;n!==e&&e.e===void 0&&
(e.x=n,this.t=e,n!==void 0?n.e=e:Te(function(){var r;(r=t.W)==null||r.call(t)}))};U.prototype.U=function(e){var t=this;if(this.t!==void 0){var n=e.e,r=e.x;n!==void 0&&
(n.x=r,e.e=void 0),r!==void 0&&(r.e=n,e.x=void 0),e===this.t&&(this.t=r,r===void 0&&Te(function(){var o;(o=t.Z)==null||o.call(t)}))}};U.prototype.subscribe=function(e){
var t=this;return ce(function(){var n=t.value;Te(function(){return e(n)})},{name:"sub"})};U.prototype.valueOf=function(){return this.value};U.prototype.toString=
function(){return this.value+""};U.prototype.toJSON=function(){return this.value};U.prototype.peek=function(){var e=this;return Te(function(){return e.value})};
Object.defineProperty(U.prototype,"value",{get:function(){var e=Vt(this);return e!==void 0&&(e.i=this.i),this.v},set:function(e){if(e!==this.v){if(Ie>100)throw new Error(
"Cycle detected");(function(n){Y!==0&&Ie===0&&n.l!==pt&&(n.l=pt,Oe={S:n,v:n.v,i:n.i,o:Oe})})(this),this.v=e,this.i++,Ue++,Y++;try{for(var t=this.t;t!==void 0;t=
t.x)t.t.N()}finally{Ke()}}}});function T(e,t){return new U(e,t)}function Gt(e){for(var t=e.s;t!==void 0;t=t.n)if(t.S.i!==t.i||!t.S.h()||t.S.i!==t.i)return!0;return!1}
function Xt(e){for(var t=e.s;t!==void 0;t=t.n){var n=t.S.n;if(n!==void 0&&(t.r=n),t.S.n=t,t.i=-1,t.n===void 0){e.s=t;break}}}function Qt(e){for(var t=e.s,n=void 0;t!==
void 0;){var r=t.p;t.i===-1?(t.S.U(t),r!==void 0&&(r.n=t.n),t.n!==void 0&&(t.n.p=r)):n=t,t.S.n=t.r,t.r!==void 0&&(t.r=void 0),t=r}e.s=n}function ue(e,t){U.call(
this,void 0,t),this.x=e,this.s=void 0,this.g=Ue-1,this.f=4}ue.prototype=new U;ue.prototype.h=function(){if(this.f&=-3,1&this.f)return!1;if((36&this.f)==32||(this.
f&=-5,this.g===Ue))return!0;if(this.g=Ue,this.f|=1,this.i>0&&!Gt(this))return this.f&=-2,!0;var e=D;try{Xt(this),D=this;var t=this.x();(16&this.f||this.v!==t||this.
i===0)&&(this.v=t,this.f&=-17,this.i++)}catch(n){this.v=n,this.f|=16,this.i++}return D=e,Qt(this),this.f&=-2,!0};ue.prototype.S=function(e){if(this.t===void 0){
this.f|=36;for(var t=this.s;t!==void 0;t=t.n)t.S.S(t)}U.prototype.S.call(this,e)};ue.prototype.U=function(e){if(this.t!==void 0&&(U.prototype.U.call(this,e),this.
t===void 0)){this.f&=-33;for(var t=this.s;t!==void 0;t=t.n)t.S.U(t)}};ue.prototype.N=function(){if(!(2&this.f)){this.f|=6;for(var e=this.t;e!==void 0;e=e.x)e.t.
N()}};Object.defineProperty(ue.prototype,"value",{get:function(){if(1&this.f)throw new Error("Cycle detected");var e=Vt(this);if(this.h(),e!==void 0&&(e.i=this.
i),16&this.f)throw this.v;return this.v}});function le(e,t){return new ue(e,t)}function Jt(e){var t=e.j;if(e.j=void 0,typeof t=="function"){Y++;var n=D;D=void 0;
try{t()}catch(r){throw e.f&=-2,e.f|=8,dt(e),r}finally{D=n,Ke()}}}function dt(e){for(var t=e.s;t!==void 0;t=t.n)t.S.U(t);e.x=void 0,e.s=void 0,Jt(e)}function or(e){
if(D!==this)throw new Error("Out-of-order effect");Qt(this),D=e,this.f&=-2;try{8&this.f&&dt(this)}finally{Ke()}}function me(e,t){this.x=e,this.j=void 0,this.s=void 0,
this.u=void 0,this.f=32,this.name=t?.name,Ee&&Ee.push(this)}me.prototype.c=function(){var e=this.S();try{if(8&this.f||this.x===void 0)return;var t=this.x();typeof t==
"function"&&(this.j=t)}finally{e()}};me.prototype.S=function(){if(1&this.f)throw new Error("Cycle detected");this.f|=1,this.f&=-9,Jt(this),Xt(this),Y++;var e=D;
return D=this,or.bind(this,e)};me.prototype.N=function(){2&this.f||(this.f|=2,this.u=Se,Se=this)};me.prototype.d=function(){this.f|=8,1&this.f||dt(this)};me.prototype.
dispose=function(){this.d()};function ce(e,t){var n=new me(e,t);try{n.c()}catch(o){throw n.d(),o}var r=n.d.bind(n);return r[Symbol.dispose]=r,r}var Zt,Fe,je,ir=typeof window<"u"&&!!window.__PREACT_SIGNALS_DEVTOOLS__;var Yt=[];ce(function(){Zt=this.N})();function he(e,t){P[e]=t.bind(null,P[e]||function(){})}function Me(e){if(je){var t=je;je=void 0,t()}je=e&&e.S()}function en(e){
var t=this,n=e.data,r=qe(n);r.name="ReactiveDom",r.value=n;var o=X(function(){for(var a=t,f=t.__v;f=f.__;)if(f.__c){f.__c.__$f|=4;break}var p=le(function(){var l=r.
value.value;return l===0?0:l===!0?"":l||""}),c=le(function(){return!Array.isArray(p.value)&&!Ye(p.value)}),d=ce(function(){if(this.N=tn,c.value){var l=p.value;a.
__v&&a.__v.__e&&a.__v.__e.nodeType===3&&(a.__v.__e.data=l)}}),y=t.__$u.d;return t.__$u.d=function(){d(),y.call(this)},[c,p]},[]),i=o[0],s=o[1];return i.value?s.
peek():s.value}en.displayName="ReactiveTextNode";Object.defineProperties(U.prototype,{constructor:{configurable:!0,value:kt(H,null).constructor},type:{configurable:!0,
value:en},props:{configurable:!0,get:function(){var e=this;return{data:{get value(){return e.value}}}}},__b:{configurable:!0,value:1}});he("__b",function(e,t){if(Me(),
Fe=void 0,typeof t.type=="string"){var n,r=t.props;for(var o in r)if(o!=="children"){var i=r[o];i instanceof U&&(n||(t.__np=n={}),n[o]=i,r[o]=i.peek())}}e(t)});
he("__r",function(e,t){if(e(t),t.type!==H){Me();var n,r=t.__c;r&&(r.__$f&=-2,(n=r.__$u)===void 0&&(r.__$u=n=(function(o,i){var s;return ce(function(){s=this},{name:i}),
s.c=o,s})((function(o){return function(){var i;ir&&((i=this.y)==null||i.call(this)),o.__$f|=1,o.setState({})}})(r),typeof t.type=="function"?t.type.displayName||
t.type.name:""))),Fe=r,Me(n)}});he("__e",function(e,t,n,r){Me(),Fe=void 0,e(t,n,r)});he("diffed",function(e,t){Me(),Fe=void 0;var n;if(typeof t.type=="string"&&
(n=t.__e)){var r=t.__np,o=t.props,i=n.U;if(i)for(var s in i){var a=i[s];a===void 0||r&&s in r||(a.d(),i[s]=void 0)}if(r){i||(i={},n.U=i);for(var f in r){var p=i[f],
c=r[f];p===void 0?(p=sr(n,f,c,o),i[f]=p):p.o(c,o)}}}e(t)});function sr(e,t,n,r){var o=t in e&&e.ownerSVGElement===void 0,i=T(n);return{o:function(s,a){i.value=s,
r=a},d:ce(function(){this.N=tn;var s=i.value.value;r[t]!==s&&(r[t]=s,o?e[t]=s:s!=null&&(s!==!1||t[4]==="-")?e.setAttribute(t,s):e.removeAttribute(t))})}}he("unm\
ount",function(e,t){if(typeof t.type=="string"){var n=t.__e;if(n){var r=n.U;if(r){n.U=void 0;for(var o in r){var i=r[o];i&&i.d()}}}var s=t.__np;if(s){var a=t.props;
for(var f in s)a[f]=s[f]}t.__np=void 0}else{var p=t.__c;if(p){p.__$f|=8;var c=p.__$u;c&&(p.__$u=void 0,c.d())}}e(t)});he("__h",function(e,t,n,r){r<3&&(t.__$f|=2),
e(t,n,r)});pe.prototype.shouldComponentUpdate=function(e,t){if(this.__R)return!0;var n=this.__$u,r=n&&n.s!==void 0;for(var o in t)return!0;if(this.__f||typeof this.
u=="boolean"&&this.u===!0){var i=2&this.__$f;if(!(r||i||4&this.__$f)||1&this.__$f)return!0}else if(!(r||4&this.__$f)||3&this.__$f)return!0;for(var s in e)if(s!==
"__source"&&e[s]!==this.props[s])return!0;for(var a in this.props)if(!(a in e))return!0;return!1};function qe(e,t){return X(function(){return T(e,t)},[])}var ar=function(e){queueMicrotask(function(){queueMicrotask(e)})};function ur(){V(function(){for(var e;e=Yt.shift();)Zt.call(e)})}function tn(){Yt.push(this)===1&&(P.requestAnimationFrame||ar)(ur)}var nn=0;function ee(){return nn+=1,`imagegen-${Date.now().toString(36)}-${nn}`}var lr=4e3,_e=class extends Error{words;constructor(t){super(t.join(" ")||"There is no kernel to send it to."),this.words=t}};function Z(e){return e instanceof _e?
e.words:[e instanceof Error?e.message:String(e)]}function rn(e){let t=ee(),n=T("well"),r=new Map,o=new Map,i,s=0,a=!1;function f(){clearTimeout(i),i=void 0,n.value=
"well"}function p(l,{resolve:g,reject:m}){o.delete(l.id),l.kind==="refused"?m(new _e(l.words)):g(l)}function c(l,g=[]){f();let m=l?.view===t?o.get(l.id??0):void 0;
if(m)p(l,m);else for(let v of r.get(l?.kind??"")??[])v(l,g)}function d(l,g,m=[]){if(a)return!1;try{let v=e.send({kind:l,...g},void 0,m);cr(v)&&v.catch(()=>n.value=
"gone")}catch{return clearTimeout(i),n.value="gone",!1}return i??=setTimeout(()=>n.value="silent",lr),!0}let y=()=>d("hello",{});return e.on("msg:custom",c),e.on(
"change:_status",f),e.on("comm_live_update",y),{view:t,state:n,nextId:()=>++s,send:d,ask(l,g,m=[]){let v=g.id??++s;return new Promise((_,h)=>{o.set(v,{resolve:_,
reject:h}),!d(l,{view:t,id:v,...g},m)&&(o.delete(v),h(new _e([])))})},on(l,g){let m=r.get(l)??new Set;r.set(l,m.add(g))},close(){a=!0,clearTimeout(i),e.off("msg\
:custom",c),e.off("change:_status",f),e.off("comm_live_update",y),r.clear();for(let{reject:l}of o.values())l(new _e([]));o.clear()}}}function cr(e){return typeof e?.
catch=="function"}var fr={tile:600,thumbnail:20,full:6},pr=60;function on(e){let t=new Map,n=[];function r(a){let f=t.get(a);f?.url&&URL.revokeObjectURL(f.url),t.delete(a)}function o(){
for(let[a,f]of Object.entries(fr)){let p=[...t.keys()].filter(c=>c.startsWith(`${a} `)&&t.get(c)?.url);for(let c of p.slice(0,Math.max(0,p.length-f)))r(c)}}function i(){
for(;n.length;)e.send("tiles",{hashes:n.splice(0,pr)})}function s(a,f,p,c){let d=t.get(`${a} ${f}`);if(!(!d||d.url||!c)){d.url=URL.createObjectURL(new Blob([c],
{type:`image/${p}`}));for(let y of d.waiting.splice(0))y(d.url)}}return e.on("tiles",({hashes:a},f)=>{for(let[p,c]of a.entries())s("tile",c,"webp",f[p]);o()}),e.
on("picture",({hash:a,size:f,type:p},[c])=>{s(f,a,p,c),o()}),e.on("missing",({hash:a,size:f})=>{let p=t.get(`${f} ${a}`);t.delete(`${f} ${a}`);for(let c of p?.waiting??
[])c("")}),{held:(a,f)=>t.get(`${f} ${a}`)?.url??"",url(a,f){let p=`${f} ${a}`,c=t.get(p);return c?.url?(t.delete(p),t.set(p,c),Promise.resolve(c.url)):new Promise(
d=>{c?c.waiting.push(d):(t.set(p,{url:"",waiting:[d]}),f!=="tile"?e.send("picture",{hash:a,size:f}):n.push(a)===1&&queueMicrotask(i))})},close(){n=[];for(let a of[
...t.keys()])r(a)}}}async function sn(e,t){try{return await navigator.clipboard.writeText(e),!0}catch{let n=document.activeElement,r=document.createElement("textarea");r.value=e,r.
className="held",t.append(r),r.select();let o=document.execCommand("copy");return r.remove(),n instanceof HTMLElement&&n.focus(),o}}async function an(e,t){let n=await dr(t),r={id:e.nextId(),name:t.name,total:n.size},o=0;for(;;){let i=await n.slice(o,o+524288).arrayBuffer(),s=await e.ask("upl\
oad",{...r,start:o},[i]);if(s.kind==="uploaded")return s;o=s.received}}async function dr(e){let t=URL.createObjectURL(e);try{let n=await mr(t,e.name),{naturalWidth:r,
naturalHeight:o}=n;if(r*o>5e7){let a=Math.round(r*o/1e6);throw new Error(`${e.name} has ${a} megapixels; 50 is the most. Make it smaller first.`)}let i=["image/\
png","image/jpeg","image/webp"].includes(e.type),s=e.size>4e6||Math.max(r,o)>2*2048;return i&&!s?e:await hr(n,e)}finally{URL.revokeObjectURL(t)}}function mr(e,t){
let n=new Image;return new Promise((r,o)=>{n.onload=()=>r(n),n.onerror=()=>o(new Error(`${t} is no picture that a browser can read.`)),n.src=e})}async function hr(e,t){
let{naturalWidth:n,naturalHeight:r}=e,o=Math.min(1,2048/Math.max(n,r)),i=document.createElement("canvas");i.width=Math.max(1,Math.round(n*o)),i.height=Math.max(
1,Math.round(r*o)),i.getContext("2d")?.drawImage(e,0,0,i.width,i.height);let s=t.type==="image/jpeg"?"image/jpeg":"image/webp",a=await new Promise(f=>i.toBlob(f,
s,.92));if(!a)throw new Error(`${t.name} could not be made smaller.`);return a}var We=8,_r=300;function un({line:e,say:t,open:n,sent:r}){let o=T(""),i=T(""),s=T(""),a=T([]),f=T([]),p=T({words:"",fine:!0}),c=T(null),d=T(""),y=T(!1),l=G(),g=G(),
m,v=()=>({template:o.peek(),model:i.peek().trim(),aspect:s.peek(),inputs:a.peek().map(({ref:b})=>b)});function _(b){f.value=b}function h(){clearTimeout(m),m=void 0,
!we(g.current)&&e.send("compose",{view:e.view,...v()})}function E(b){o.value=b,clearTimeout(m),m=setTimeout(h,_r)}function S(b){o.value=b,h(),g.current?.focus()}
function K(){if(_([]),!o.peek().trim()){_(["Write what to paint first."]),g.current?.focus();return}m&&h(),r(),e.ask("generate",v()).then(({replayed:b})=>{b&&n(
b),t(b?`That is @${b} already, at no new call. Again makes a new take.`:"Asked.")},b=>_(Z(b)))}function Q(b){a.value=b,h()}function q(b,B=a.peek().length){let $=a.
peek();if($.some(({ref:W})=>W===b.ref))return t(`${b.label} is an input already.`);if(B>=We)return _([`${We} inputs are the most.`]);Q([...$.slice(0,B),b,...$.slice(
B+1)]),t(`${b.label} is input ${B+1}.`)}function x(b,B){let $=[...a.peek()],[W,j]=[$[b],$[b+B]];return!W||!j?!1:([$[b],$[b+B]]=[j,W],Q($),!0)}async function N({
files:b,folder:B},$){if(_([]),B)return _(["A folder can't be an input. Drop the pictures in it."]);if(b.length===0)return _(["There was no picture in what was d\
ropped."]);let W=$===void 0?We-a.peek().length:1;if(b.length>W){let j=$===void 0?`${We} inputs are the most`:"one replaces one";return _([`${b.length} files are\
 too many: ${j}.`])}for(let j of b)await O(j,$)}async function O(b,B){d.value=b.name;try{let{ref:$,hash:W,prompt:j,by:w}=await an(e,b);q({ref:$,hash:W,label:b.name},
B),j&&(c.value={name:b.name,prompt:j,by:w})}catch($){_(Z($))}d.value=""}return e.on("plan",({view:b,words:B,fine:$})=>{b===e.view&&(p.value={words:B,fine:$})}),
{template:o,model:i,aspect:s,inputs:a,complaint:f,plan:p,offer:c,sending:d,hovered:y,form:l,box:g,composition:v,complain:_,write:E,generate:K,add:q,move:x,take:N,
setModel(b){i.value=b},setAspect(b){s.value=b,h()},tell:h,remove:b=>Q(a.peek().filter((B,$)=>$!==b)),hover(b){y.value=b},takeOffer(){let b=c.peek()?.prompt??"";
c.value=null,S(b)},hideOffer(){c.value=null},edit(b){a.value=[b],S(""),t(`Say what to change about ${b.label}.`)},use:S,show(b){let B=b.template??b.prompt;if(b.
view===e.view||m!==void 0||we(g.current)||B===void 0)return;let W=new Map(a.peek().map(({ref:j,label:w})=>[j,w]));V(()=>{o.value=B,i.value=b.model??"",s.value=b.
aspect??"",a.value=(b.inputs??[]).map((j,w)=>({ref:j,hash:b.hashes?.[w]??"",label:W.get(j)??j}))})},statusChanged(b){b.error?.length&&_(b.error)},close(){m&&h()}}}var ln=84,$e=6,gr=2e3,cn=200;function fn(e){let t=G(),n=T(1),r=T(ln),o=T({top:0,bottom:0}),i=T(0),s=0,a=T(0),f=0,p={number:0,until:0};function c(){let l=t.current;
if(!l||l.clientWidth===0)return;let g=Math.max(3,Math.floor((l.clientWidth+$e)/(ln+$e))),m=Math.floor((l.clientWidth+$e)/g),v=Math.floor(l.scrollTop/m),_=Math.ceil(
(l.scrollTop+l.clientHeight)/m);V(()=>{n.value=g,r.value=m;let h=o.peek();(h.top!==v||h.bottom!==_)&&(o.value={top:v,bottom:_})})}function d(l){i.value=l,s=e.at(
l)?.number??0}function y(l){l<0||l>=e.total.peek()||(p={number:0,until:0},V(()=>{d(l),a.value=a.peek()+1}))}return{list:t,columns:n,side:r,rows:o,active:i,focusings:a,
measure:c,go:y,stand:d,anchor:()=>(f||=e.at(i.peek())?.number??0,f),setAnchor:l=>{f=l},reveal(){let l=t.current;if(!l)return;let g=Math.floor(i.peek()/n.peek())*
r.peek();g<l.scrollTop&&(l.scrollTop=g);let m=g+r.peek();m>l.scrollTop+l.clientHeight&&(l.scrollTop=m-l.clientHeight)},follow(){let l=Math.max(0,e.total.peek()-
1);i.peek()>l&&(i.value=l);let g=e.at(i.peek());if(g&&s&&g.number!==s){let _=e.indexOf(s);_>=0?i.value=_:s=g.number}let v=p.number&&performance.now()<p.until?e.
indexOf(p.number):-1;v>=0&&y(v)},focus(l){let g=e.indexOf(l);y(g>=0?g:i.peek()),g<0&&(p={number:l,until:performance.now()+gr})},after(l){let g=h=>{let E=e.at(h);
return E&&!l.includes(E.number)?E:null},m=l.includes(s)?s:l[0]??0,v=Math.max(0,e.indexOf(m)),_=Math.min(e.total.peek(),v+cn);for(let h=v;h<_;h+=1)if(g(h))return g(
h);for(let h=v;h>=Math.max(0,v-cn);h-=1)if(g(h))return g(h);return null},rewind(){t.current&&(t.current.scrollTop=0),i.value=0,s=f=0}}}var oe=60,pn=2400;function dn(e,t){let n=new Map,r=new Set,o=new Set,i=[],s=T(0),a=T(""),f=T(0);function p(){f.value=f.peek()+1,t()}e.on("entries",({view:m,query:v,
start:_,entries:h})=>{if(m!==e.view||v!==a.peek())return;let E=performance.now();for(let S=0;S<oe;S+=1){let K=h[S];K?n.set(_+S,{...K,received:E}):n.delete(_+S)}
o.delete(_/oe),r.add(_/oe),c(_),l(),p()});function c(m){if(!(n.size<=pn))for(let v of n.keys())Math.abs(v-m)<pn/2||(n.delete(v),r.delete(Math.floor(v/oe)))}function d(m){
if(r.has(m)||o.has(m))return;let v={view:e.view,query:a.peek(),start:m*oe,count:oe};e.send("entries",v)&&o.add(m)}function y(m,v){let _=[];for(let h=m;h<=v;h+=1){
d(Math.floor(h/oe));let E=n.get(h);E&&_.push(E)}return _}function l(){let m=i;i=[];for(let v of m){let _=Math.min(v.last,s.peek()-1),h=y(v.first,_);h.length>_-v.
first?v.resolve(h):i.push(v)}}function g(m){for(let[v,_]of n)if(_.number===m&&v<s.peek())return v;return-1}return{total:s,query:a,version:f,renew(m,v=a.peek()){
let _=v!==a.peek(),h=_?0:m-s.peek();if(_){n=new Map;for(let{resolve:E}of i.splice(0))E([])}else h>0&&(n=new Map([...n].map(([E,S])=>[E+h,S])));r=new Set,o=new Set,
s.value=m,a.value=v,p()},drop(m){let v=[...n].filter(([,h])=>m.includes(h.number)).map(([h])=>h),_=h=>h-v.filter(E=>E<h).length;n=new Map([...n].filter(([h])=>!v.
includes(h)).map(([h,E])=>[_(h),E])),s.value=s.peek()-v.length,p()},at(m){return m<0||m>=s.peek()?null:(d(Math.floor(m/oe)),n.get(m)??null)},reach(m,v){return new Promise(
_=>{i.push({first:m,last:v,resolve:_}),l()})},indexOf:g,find:m=>n.get(g(m))??null}}var vr=3e4;function mn(e){let t=T(null),n=G(),r,o=!1;function i(){clearTimeout(r),t.value=null}function s(){clearTimeout(r),r=setTimeout(()=>{n.current?.matches(
":hover, :focus-within")?s():i()},vr)}return{shown:t,element:n,hide:i,undo(){let a=t.peek()?.undo;i(),a?.()},show(a,{undo:f=null,failed:p=!1}={}){o||(t.value={lines:a,
failed:p,undo:f},e(a.join(" ")+(f?". Undo brings it back.":"")),s())},close(){o=!0,clearTimeout(r)}}}var yr=250;function hn(e){let t=G(),n=T(""),r=T({query:"",count:0}),o=T([]),i;function s(){clearTimeout(i),we(t.current)||e(n.peek().trim())}return{box:t,text:n,
found:r,refusal:o,query:()=>n.peek().trim(),ask:s,type(a){n.value=a,clearTimeout(i),i=setTimeout(s,a?yr:0)},write(a){n.value=a,s()},clear(){n.value="",s(),t.current?.
focus()},tell(a,f){o.value=[],r.value={query:a,count:f}},refuse(a,f){let p=f?`Still shown is what “${f}” finds.`:"Still shown is everything.";o.value=[...a,
p]},close:()=>clearTimeout(i)}}var fe=100;function gn({line:e,model:t,complain:n}){let r=T([]),o=0,i=le(()=>r.value.map(({number:d})=>d).filter(Boolean)),s=le(()=>new Map(r.value.filter(({ref:d})=>d).
map(({number:d},y)=>[d,y+1]))),a=()=>r.peek().map(({ref:d})=>d).filter(Boolean),f=()=>t.get("picked")??[];function p(d){let y=a().join();r.value=d.slice(0,fe),a().
join()!==y&&(o+=1,e.ask("pick",{picked:a()}).catch(n).finally(()=>{o-=1,c()}))}function c(){o||a().join()===f().join()||(r.value=f().map(d=>({number:wr(d),ref:d})))}
return{numbers:i,orders:s,follow:c,has:d=>r.value.some(y=>y.number===d),set:d=>p(d.map(_n)),toggle(d){let y=r.peek().filter(({number:l})=>l!==d.number);p(y.length<
r.peek().length?y:[...y,_n(d)])},drop:d=>p(r.peek().filter(({number:y})=>!d.includes(y))),clear:()=>p([])}}var _n=({number:e,pictures:t})=>({number:e,ref:t.length?
`@${e}`:""});function wr(e){let t=/^@(\d+)(\.\d+)?$/.exec(e);return t?Number(t[1]):0}function vn({line:e,model:t,say:n,input:r,show:o,open:i,changed:s}){let a=0,f=0,p=0,c=0,d=dn(e,()=>{y.follow(),s()}),y=fn(d),l=gn({line:e,model:t,complain:v}),g=hn(
_),m=mn(n);function v(w){let k=Z(w);m.show(k.length?k:[String(w.message)],{failed:!0})}async function _(w){f+=1;let k=f;try{let A=w?(await e.ask("search",{query:w})).
count:a;if(k!==f)return;let L=w!==d.query.peek();d.renew(A,w),L&&y.rewind(),g.tell(w,A)}catch(A){k===f&&g.refuse(Z(A),d.query.peek())}}async function h(){p+=1;let w=p,
k=d.query.peek();if(!k)return d.renew(a);let A=await e.ask("search",{query:k}).then(L=>L.count,()=>d.total.peek());w!==p||k!==d.query.peek()||(d.renew(A),g.query()===
k&&g.tell(k,A))}function E(w,k){o(w),k&&l.numbers.peek().length===fe&&!l.has(w.number)?m.show([`${fe} are selected; more can't be at a time.`]):k?l.toggle(w):w.
pictures.length&&l.set([w])}function S(w,k){y.go(w);let A=d.at(w);A&&(y.setAnchor(A.number),E(A,k))}async function K(w,k){c+=1;let A=c,L=Math.abs(k-w)+1,J=Math.
min(L,fe)-1,[jn,Fn]=w<=k?[w,w+J]:[w-J,w],Xe=await d.reach(jn,Fn);A!==c||Xe.length===0||(l.set(w<=k?Xe:Xe.reverse()),L<=fe?n(`${L} selected.`):m.show([`${fe} of ${L.
toLocaleString("en")} are selected; more can't be at a time.`]))}function Q(w){let k=y.anchor();y.go(w);let A=d.indexOf(k);K(A<0?w:A,w)}function q(){l.clear(),y.
focus(0),n("Nothing is selected.")}function x(w,k){m.hide(),N(w,k).then(()=>n(kr(k)),v)}function N(w,k){return k.kind==="rate"?e.ask("rate",{numbers:w,rating:k.
rating}):k.kind==="tag"?e.ask("tag",{numbers:w,changes:k.changes}):e.ask("annotate",{number:w[0]??0,note:k.note})}function O(w,k){let A=J=>k?.number===J?k:d.find(
J),L=w.every(J=>A(J)?.starred);x(w,{kind:"tag",changes:[L?"-starred":"starred"]})}function b(w){m.hide();let k=y.after(w),A=d.total.peek();l.drop(w),d.drop(w),k?
(o(k),y.focus(k.number)):g.box.current?.focus(),e.ask("delete",{numbers:w}).then(({numbers:L})=>m.show([`${L.length} deleted`],{undo:()=>B(L)}),L=>{d.renew(A),v(
L)})}function B(w){m.hide(),y.focus(Math.max(...w)),e.ask("restore",{numbers:w}).then(({numbers:k})=>{m.show([k.length===1?"1 is back":`${k.length} are back`]),
k.length&&i(Math.max(...k))},v)}function $(w){m.show([`exporting ${w.length} …`]),e.ask("export",{numbers:w}).then(({words:k})=>m.show([k]),v)}function W(w,k,A){
let{key:L}=w,J=w.ctrlKey||w.metaKey;if(w.altKey||w.repeat)return!1;if(J&&L==="z")m.undo();else if(L==="Delete"||w.metaKey&&L==="Backspace")(k.deleted?B:b)(A);else{
if(J)return!1;if(/^[0-5]$/.test(L))x(A,{kind:"rate",rating:Number(L)});else if(L==="s")O(A,k);else if(L==="e"||L==="a")r(L==="e"?"edit":"add",k);else if(L==="Es\
cape"&&l.numbers.peek().length)q();else return!1}return!0}function j(w,k){let A=l.numbers.peek();return W(w,k,A.includes(k.number)?A:[k.number])}return{entries:d,
cursor:y,selection:l,search:g,outcome:m,take:S,extend:K,extendTo:Q,clear:q,mark:x,star:O,remove:b,restore:B,save:$,press:W,pressTile:j,statusChanged(w){a=w,h()},
close(){g.close(),m.close()}}}function kr(e){if(e.kind==="rate")return e.rating?`Rated ${e.rating} of 5.`:"The rating is taken away.";if(e.kind==="annotate")return"\
The note is kept.";let t=e.changes[0]??"";return t.endsWith("starred")?t.startsWith("-")?"The star is taken away.":"Starred.":`Tags: ${e.changes.join(" ")}`}function yn(){let e=T({words:"",count:0});return{said:e,say(t){e.value={words:t,count:e.peek().count+1}}}}function bn({line:e,entries:t,mark:n,complain:r}){let o=T(null),i=T(null),s=T(0),a=T(""),f=T(""),p=G(),c="",d=!0,y=0,l=0,g=!1,m=!1;function v(){let x=document.activeElement;
return!!(x?.matches("input, textarea")&&p.current?.contains(x))}function _(x){let N=o.peek()?.number;N&&n([N],x)}function h(){!o.peek()||a.peek().trim()===c.trim()||
(c=a.peek(),_({kind:"annotate",note:c}))}function E(x){a.peek()===c&&(a.value=x),c=x}function S(x){l+=1;let N=o.peek(),O=N?.number!==x.number;!O&&N?.status===x.
status||(O&&h(),V(()=>{O&&(a.value=c=f.value="",i.value=null),s.value=x.main,o.value=x}),K())}async function K(){m=g;let x=o.peek()?.number;if(!(g||!x)){g=!0;try{
let N=await e.ask("details",{number:x});o.peek()?.number===N.entry.number&&Q(N.entry,N.details)}catch{}g=!1,m&&K()}}function Q(x,N){V(()=>{o.peek()?.status!==x.
status&&(s.value=x.main),o.value=x,i.value=N,E(N.note)})}async function q(x){d=!1;let N=t().find(x);if(N)return S(N);l+=1;let O=l;try{let{entry:b}=await e.ask("\
details",{number:x});O===l&&S(b)}catch(b){r(Z(b))}}return{shown:o,details:i,position:s,note:a,newTags:f,marks:p,open:q,renew:K,markShown:_,turnTo(x){s.value=x},
writeTags(x){f.value=x},writeNote(x){a.value=x},keepNote:h,dropNote(){a.value=c},look(x){d=t().at(0)?.number===x.number,S(x)},followNext(){d=!0},follow(){if(!d||
v())return;let x=t().query.peek()?null:t().at(0);x&&S(x)},followNew(x){let N=y>0&&x>y;y=x,!(!N||!d||v()||!t().query.peek())&&(q(x),d=!0)},close:h}}function wn(e,t){let n=rn(e),r=on(n),{said:o,say:i}=yn(),s=T({}),a=un({line:n,say:i,open:_=>p.open(_),sent:()=>p.followNext()}),f=vn({line:n,model:e,say:i,input:d,
show:_=>p.look(_),open:_=>p.open(_),changed:()=>p.follow()}),p=bn({line:n,entries:()=>f.entries,mark:(_,h)=>f.mark(_,h),complain:a.complain}),c=_=>a.complain(Z(
_));function d(_,h,E=h.main){let S=h.pictures[E];if(!S)return;let K=E===h.main?`@${h.number}`:`@${h.number}.${E+1}`;a[_]({ref:K,hash:S.hash,label:K})}async function y(_,h){
i(await sn(_,t)?`${h} is copied.`:"The browser doesn't allow copying.")}let l=_=>_.then(({text:h})=>y(h,"The cell")).catch(c);n.on("refused",({view:_,id:h,words:E})=>{
_===n.view&&h===0&&a.complain(E)});function g(){let _=e.get("_status")??{},{total:h}=_;h!==void 0&&(V(()=>{s.value=_,a.statusChanged(_),f.statusChanged(h),p.followNew(
_.newest??0)}),p.renew())}let m=()=>f.selection.follow(),v=()=>a.show(e.get("_composer")??{});return e.on("change:_status",g),e.on("change:picked",m),e.on("chan\
ge:_composer",v),v(),m(),g(),n.send("hello",{}),{kernel:n.state,pictures:r,said:o,status:s,composer:a,viewing:p,history:f,input:d,again(_){p.followNext(),n.ask(
"again",{number:_.number}).then(()=>i("Asked once more."),c)},stop:_=>n.send("stop",{job:_}),copyPrompt:_=>y(_,"The prompt"),copyCell:_=>l(n.ask("cell",{number:_.
number})),copyComposedCell:()=>l(n.ask("composedCell",a.composition())),close(){e.off("change:_status",g),e.off("change:picked",m),e.off("change:_composer",v),a.
close(),p.close(),f.close(),r.close(),n.close()}}}var kn=Ct(null),xn=kn.Provider;function M(){let e=qt(kn);if(!e)throw new Error("a view outside of the panel");return e}var xr=Symbol.for("pv"),Er=0;function u(e,t,n,r,o,i){t||(t={});var s,a,f=t;if("ref"in f&&typeof e!="function")for(a in f={},t)a=="ref"?s=t[a]:f[a]=t[a];var p={type:e,props:f,key:n,ref:s,__k:null,
__:null,__b:0,__e:null,__c:null,constructor:xr,__v:--Er,__i:-1,__u:0};return(o||i)&&(p.__source=o,p.__self=i),P.vnode&&P.vnode(p),p}function C({press:e,...t}){return u("button",{type:"button",onClick:e,...t})}function ze({press:e,...t}){return u(C,{press:n=>n.detail<2&&e(n),...t})}var te={autoComplete:"\
off",autoCapitalize:"none",autoCorrect:"off",spellcheck:!1};function ie({of:e}){return e.map((t,n)=>u("span",{children:t},n))}function ge(e,t,n=!0){let{pictures:r}=M(),[o,i]=xe({hash:"",url:""}),s=o.hash===e;return z(()=>{if(!n||!e||s)return;let a=!0;return r.url(e,t).then(f=>a&&i({hash:e,
url:f})),()=>{a=!1}},[e,t,n,s,r]),s&&e?o.url:null}function Ve(e){let[t,n]=xe(e);return z(()=>{n(performance.now());let r=setInterval(()=>n(performance.now()),1e3);
return()=>clearInterval(r)},[e]),Math.max(0,t-e)/1e3}var En=200;function Sn(){let{composer:e,copyComposedCell:t}=M(),{words:n,fine:r}=e.plan.value;return u("section",{class:"composer","aria-label":"Composer",ref:e.
form,children:[u("div",{class:"heading",children:"Inputs"}),u(Sr,{}),u(Mr,{}),u($r,{}),u(Cr,{}),u("p",{class:r?"plan":"plan failed",hidden:!n,children:n}),u("p",
{class:"alert",role:"alert",hidden:e.complaint.value.length===0,children:u(ie,{of:e.complaint.value})}),u("div",{class:"actions",children:[u(ze,{press:e.generate,
class:"primary",children:"Generate"}),u(C,{press:t,children:"Copy cell"})]})]})}function Sr(){let{composer:e}=M(),t=F(null),n=F(null),r=F(null),o=F(-1),i=e.inputs.
value;z(()=>{o.current<0||((t.current?.querySelectorAll("button")[o.current]??n.current)?.focus(),o.current=-1)});function s(p){o.current=p,e.remove(p)}function a(p,c){
let d={ArrowLeft:-1,ArrowRight:1}[p.key]??0;!p.altKey||!d||!e.move(c,d)||(p.preventDefault(),o.current=c+d)}function f(p){e.take({files:[...p.files??[]],folder:!1}),
p.value=""}return u("div",{class:"strip",children:[u("ol",{class:"inputs","aria-label":"Inputs",ref:t,hidden:i.length===0,children:i.map((p,c)=>u(Tr,{input:p,place:c,
remove:()=>s(c),press:d=>a(d,c)},p.ref))}),u(C,{ref:n,press:()=>r.current?.click(),class:e.hovered.value?"drop over":"drop",children:e.sending.value?`sending ${e.
sending.value} …`:"drop, paste or pick a picture"}),u("input",{ref:r,type:"file",multiple:!0,hidden:!0,accept:"image/*",onChange:p=>f(p.currentTarget)})]})}function Tr({
input:e,place:t,remove:n,press:r}){let{composer:o}=M(),i=ge(e.hash,"tile");function s(a){a.preventDefault(),a.stopPropagation(),a.dataTransfer&&o.take(He(a.dataTransfer),
t)}return u("li",{title:`image ${t+1}: ${e.label}. Drop a picture here to replace it.`,onDrop:s,children:[u("img",{alt:e.label,width:56,height:56,src:i||void 0},
e.hash),u("span",{class:"order",children:t+1}),u(C,{press:n,onKeyDown:r,"aria-label":`Remove input ${t+1}`,title:"Remove (Alt+← and Alt+→ move it)",children:"\
×"})]})}function Mr(){let{offer:e,takeOffer:t,hideOffer:n}=M().composer,r=e.value,o=r&&r.prompt.length>En?`${r.prompt.slice(0,En)} …`:r?.prompt;return u("p",
{class:"found-words",role:"status",hidden:!r,children:r&&u(H,{children:[u("span",{children:`${r.name} has a prompt in it (${r.by}): ${o}`}),u(C,{press:t,children:"\
Use its prompt"}),u(C,{press:n,"aria-label":"Hide the file's prompt",children:"×"})]})})}function $r(){let{composer:e}=M(),t=X(ee,[]);function n(r){r.key!=="En\
ter"||!(r.shiftKey||r.ctrlKey||r.metaKey)||(r.preventDefault(),r.repeat||e.generate())}return u(H,{children:[u("div",{class:"heading",children:u("label",{for:t,
children:"Prompt"})}),u("textarea",{ref:e.box,id:t,rows:4,...te,value:e.template.value,onInput:r=>e.write(r.currentTarget.value),onKeyDown:n})]})}function Cr(){
let{composer:e,status:t}=M(),{model:n,models:r=[],aspects:o=[]}=t.value,[i,s,a]=X(()=>[ee(),ee(),ee()],[]);return u("div",{class:"options",children:[u("label",{
for:i,children:"model"}),u("input",{id:i,type:"text",size:11,list:s,placeholder:n??"",...te,value:e.model.value,onInput:f=>e.setModel(f.currentTarget.value),onChange:e.
tell}),u("datalist",{id:s,children:r.map(f=>u("option",{value:f},f))}),u("label",{for:a,children:"aspect"}),u("select",{id:a,value:e.aspect.value,onChange:f=>e.
setAspect(f.currentTarget.value),children:[u("option",{value:"",children:"auto"}),o.map(f=>u("option",{value:f,children:f},f))]})]})}function Tn(){let{history:e}=M(),t=e.selection.numbers.value;if(t.length<2)return null;e.entries.version.value;let n=t.every(r=>e.entries.find(r)?.deleted);return u(
"div",{class:"bar",role:"group","aria-label":"Selected",children:[u("b",{children:`${t.length} selected`}),u(C,{press:()=>e.star(t),children:"Star"}),u(Pr,{}),n?
u(C,{press:()=>e.restore(t),children:"Restore"}):u(C,{press:()=>e.remove(t),children:"Delete"}),u(C,{press:()=>e.save(t),children:"Export"}),u(C,{press:e.clear,
children:"Clear"})]})}function Pr(){let{history:e}=M(),t=qe(!1),n=qe(""),r=F(null),o=F(null),i=F(!1),s=t.value;z(()=>{s?r.current?.focus():i.current&&o.current?.
focus(),i.current=s},[s]);function a(p){n.value="",t.value=p}function f(p){let c=n.peek().split(/\s+/).filter(Boolean);if(p.key==="Escape")a(!1);else if(p.key===
"Enter"&&c.length)e.mark(e.selection.numbers.peek(),{kind:"tag",changes:c}),a(!1);else return;p.preventDefault()}return u(H,{children:[u(C,{ref:o,press:()=>a(!s),
"aria-expanded":s,children:"Tag"}),s&&u("span",{class:"tagging",children:u("input",{ref:r,type:"text","aria-label":"Tags for the selected",placeholder:"word, or\
 -word",enterKeyHint:"done",...te,value:n.value,onInput:p=>n.value=p.currentTarget.value,onKeyDown:f})})]})}function Mn(){let{shown:e,element:t,undo:n}=M().history.
outcome,r=e.value;return r?u("div",{ref:t,class:r.failed?"outcome failed":"outcome",children:[u("span",{children:u(ie,{of:r.lines})}),r.undo&&u(C,{press:n,children:"\
Undo"})]}):null}var $n=2,Br=new Map([["sent","under way"],["unknown","unknown: may have been billed"],["failed","failed"]]);function Cn(){let{history:e,viewing:t}=M(),{entries:n,
cursor:r,selection:o}=e,i=t.shown.value?.number??0;n.version.value;let s=n.total.value,a=r.columns.value,{top:f,bottom:p}=r.rows.value,c=r.active.value,d=Kr(Math.
max(0,f-$n)*a,Math.min(s,(p+$n)*a)),y=[...new Set([...d,c])].filter(g=>g<s).sort((g,m)=>g-m),l=Nr();return Ar(),Lr(),u("div",{class:"pictures",children:[s===0&&
!n.query.value&&u("p",{class:"none",children:"Nothing here yet. Write a prompt and press Generate."}),u("div",{ref:r.list,class:"gallery",role:"listbox","aria-l\
abel":"Pictures","aria-multiselectable":"true",tabIndex:-1,hidden:s===0,onScroll:r.measure,onKeyDown:l,children:u("div",{class:"space",role:"presentation",style:{
height:`${Math.ceil(s/a)*r.side.value}px`},children:y.map(g=>{let m=n.at(g),v=m?.number??0;return u(Hr,{entry:m,index:g,total:s,isSeen:g>=f*a&&g<p*a,isActive:g===
c,isShown:m!==null&&v===i,isSelected:m!==null&&o.has(v),order:o.orders.value.get(v)??0},m?v:`at ${g}`)})})})]})}function Ar(){let{cursor:e}=M().history,t=e.focusings.
value,n=F(t),r=e.list.current?.matches(":focus-within");z(()=>{let o=t!==n.current;n.current=t,o&&e.reveal();let i=e.list.current?.querySelector("[role=option][\
tabindex='0']");(o||r)&&i&&i!==document.activeElement&&i.focus({preventScroll:!0})})}function Lr(){let{cursor:e,entries:t}=M().history,n=t.total.value,r=e.focusings.
value;z(e.measure,[n,r]),z(()=>{let o=new ResizeObserver(e.measure);return e.list.current&&o.observe(e.list.current),()=>o.disconnect()},[e])}function Nr(){let{
history:e}=M(),{entries:t,cursor:n}=e;return r=>{let o=n.columns.peek(),i=n.active.peek(),s=t.total.peek()-1,{clientHeight:a=0}=n.list.current??{},f=Math.max(1,
Math.floor(a/n.side.peek()))*o,p=r.ctrlKey||r.metaKey,c=new Map([["ArrowLeft",-1],["ArrowRight",1],["ArrowUp",-o],["ArrowDown",o],["PageUp",-f],["PageDown",f],[
"Home",-1/0],["End",1/0]]).get(r.key),d=t.at(i);if(c!==void 0){let y=Math.min(s,Math.max(0,i+c));r.shiftKey?e.extendTo(y):(n.setAnchor(0),n.go(y))}else if(r.key===
"Enter"||r.key===" ")r.shiftKey?e.extendTo(i):e.take(i,p);else if(p&&r.key==="a")e.extend(0,s);else if(!d||!e.pressTile(r,d))return;r.preventDefault()}}function Hr({
entry:e,index:t,total:n,isSeen:r,isActive:o,isShown:i,isSelected:s,order:a}){let{history:f}=M(),{columns:p,side:c,active:d,stand:y}=f.cursor,l=t%p.value*c.value,
g=Math.floor(t/p.value)*c.value,m=`${c.value-$e}px`,v=["tile",Pn(e),i&&"viewed",e?.deleted&&"deleted"];function _(h){h.shiftKey?f.extendTo(t):f.take(t,h.ctrlKey||
h.metaKey)}return u("div",{role:"option",class:v.filter(Boolean).join(" "),style:`transform: translate(${l}px, ${g}px); width: ${m}; height: ${m}`,tabIndex:o?0:
-1,"aria-selected":s,"aria-setsize":n,"aria-posinset":t+1,"aria-label":e?Ur(e):"loading",onClick:_,onFocusIn:()=>t!==d.peek()&&y(t),children:[e&&Dr(e,r),e&&u("s\
pan",{class:"order",children:a||""}),e&&u("span",{class:"marks",children:Rr(e)})]})}function Dr(e,t){let n=Pn(e);if(n==="running")return u(Or,{entry:e});if(n===
"")return u(Ir,{entry:e,isSeen:t});let r=e.status==="failed"?"failed":"unknown";return u(H,{children:[u("b",{children:`@${e.number} ${r}`}),u("span",{class:"wor\
ds",children:e.words||"may have been billed"})]})}var Rr=({starred:e,rating:t})=>`${e?"★":""}${t?`${t}/5`:""}`;function Ir({entry:e,isSeen:t}){let n=e.pictures[e.
main]?.hash??"",r=ge(n,"tile",t);return u(H,{children:[u("img",{alt:"",draggable:!1,src:r||void 0},n),u("span",{class:"number",children:`@${e.number}`}),r===""&&
u("span",{class:"words",children:"The file is gone."})]})}function Or({entry:e}){let t=e.age+Ve(e.received);return u(H,{children:[u("span",{children:`@${e.number}`}),
u("span",{children:`${Math.floor(t)} s`})]})}function Pn(e){return!e||e.pictures.length?"":e.status==="sent"?"running":"failed"}function Ur(e){let t=Br.get(e.status),
n=[t?`${t}${e.error[0]?`: ${e.error[0]}`:""}`:"",e.starred?"starred":"",e.rating?`rated ${e.rating} of 5`:"",e.deleted?"deleted":""].filter(Boolean);return`${[`\
@${e.number} ${e.model}`,...n].join(", ")}: ${e.prompt}`}var Kr=(e,t)=>Array.from({length:Math.max(0,t-e)},(n,r)=>e+r);var Fr="Words, is:starred, is:failed, is:deleted, rating:4, tag:night, model:gpt, name:frog, input:@12, since:7d. Esc clears.";function Bn(){let{search:e}=M().history,
{box:t,text:n,found:r,refusal:o}=e,i=X(ee,[]),{query:s,count:a}=r.value,f=o.value.length>0;function p(c){if(c.key==="Enter")e.ask();else if(c.key==="Escape"&&n.
peek())e.clear();else return;c.preventDefault()}return u("div",{class:"search",children:[u("input",{ref:t,type:"search",placeholder:"Search history","aria-label":"\
Search history","aria-describedby":i,"aria-invalid":f||void 0,maxLength:1e3,enterKeyHint:"search",...te,value:n.value,onInput:c=>e.type(c.currentTarget.value),onKeyDown:p}),
u("p",{class:"hint",id:i,children:Fr}),u("p",{class:"found",role:"status",children:s?a===0?"Nothing found":`${a.toLocaleString("en")} found`:""}),u("p",{class:"\
alert",role:"alert",hidden:!f,children:u(ie,{of:o.value})})]})}function An(){let{search:e}=M().history,{query:t,count:n}=e.found.value;return!t||n>0?null:u("p",
{class:"none",children:[`Nothing found for “${t}”. `,u(C,{press:e.clear,class:"link",children:"Clear search"})]})}function Ln(){return u("section",{class:"history","aria-label":"History",children:[u("div",{class:"heading",children:"History"}),u(Bn,{}),u(Tn,{}),u(Mn,{}),u(An,
{}),u(Cn,{})]})}function Nn(){let e=M().status.value.jobs??[],t=X(()=>performance.now(),[e]);return u("section",{class:"queue","aria-label":"Under way",hidden:e.length===0,children:[
u("div",{class:"heading",children:"Under way"}),u("ul",{children:e.map(n=>u(qr,{job:n,since:t},n.id))})]})}function qr({job:e,since:t}){let{stop:n}=M(),r=e.seconds+
Ve(t),o=e.number?`${Math.floor(r)} s`:"waiting";return u("li",{children:[u("span",{class:"job",children:[u("span",{class:"time",children:[e.model,o,e.usual].filter(
Boolean).join(" · ")}),u("span",{class:"prompt",title:e.prompt,children:e.prompt})]}),u(C,{press:()=>n(e.id),class:"link",title:e.number?"The picture is still \
filed when it comes; it may be billed.":"Nothing was sent.",children:e.number?"Stop waiting":"Remove"})]})}function Hn({entry:e}){let{details:t,position:n}=M().viewing,r=Wr(e,t.value,n.value).filter(([,o])=>o);return u("details",{class:"facts",children:[u("summary",{
children:"Details"}),u("dl",{children:r.map(([o,i])=>u(H,{children:[u("dt",{children:o}),u("dd",{children:i})]},o))})]})}function Wr(e,t,n){let r=e.pictures[n],
o=e.servedBy&&e.servedBy!==e.model?`, answered by ${e.servedBy}`:"";return[["Template",t?.template??""],["Model",e.model+o],["Gateway",t?.gateway??""],["Picture",
r?`${r.width} × ${r.height} ${r.type.toUpperCase()}, ${zr(r.size)}`:""],["Time",e.seconds?`${e.seconds} s`:""],["Cost",e.cost===null?"not reported":mt(e.cost)],
["Take",String(e.take)],["Aspect",e.aspect],["Size",t?.size??""],["More",t?.extra??""],["Inputs",e.inputs.map(({name:i})=>i).join(", ")],["Created",t?Vr(t.created):
""],["Variable",e.name],["Notebook",t?.notebook??""]]}var mt=e=>`$${Number(e.toPrecision(3))}`;function zr(e){return e<1e6?`${Math.max(1,Math.round(e/1e3))} KB`:
`${(e/1e6).toFixed(1)} MB`}function Vr(e){let t=new Date(e);return Number.isNaN(t.getTime())?e:t.toLocaleString()}function Rn({number:e}){let{viewing:t,history:n}=M(),r=t.details.value,o=r?.steps??[],i=r?.children??[];return!r||o.length<2&&i.length===0?null:u("div",{class:"\
lineage",children:[o.length>1&&u("p",{class:"parents",children:["from ",!r.whole&&u(ht,{children:"…"}),o.flatMap((s,a)=>[a>0&&u(ht,{children:"→"},`to ${a}`),
...s.flatMap((f,p)=>[p>0&&u(ht,{children:"+"},`and ${a} ${p}`),u(Dn,{node:f,isShown:a===o.length-1},`${a} ${p}`)])])]}),i.length>0&&u("p",{class:"children",children:[
"became ",i.map(s=>u(Dn,{node:s},s.number)),r.more>0&&u(C,{press:()=>n.search.write(`input:@${e}`),class:"link",children:`${r.more} more`})]})]})}var ht=({children:e})=>u(
"span",{class:"sign",children:e});function Dn({node:e,isShown:t=!1}){let{viewing:n}=M(),r=ge(e.hash,"tile"),o=u(H,{children:[e.hash&&u("img",{alt:"",width:28,height:28,
src:r||void 0},e.hash),u("span",{children:e.name})]});return t?u("span",{class:"crumb","aria-current":"true",children:o}):e.number?u(C,{press:()=>n.open(e.number),
class:"crumb",children:o}):u("span",{class:"crumb",children:o})}var _t="starred",Gr=Array.from({length:5},(e,t)=>t+1);function In({entry:e}){let{marks:t,markShown:n}=M().viewing;return u("div",{class:"marks",ref:t,children:[
u("div",{class:"row",children:[u(C,{press:()=>n({kind:"tag",changes:[e.starred?`-${_t}`:_t]}),class:"star",title:"Star (s)","aria-pressed":e.starred,children:[u(
"span",{"aria-hidden":"true",children:e.starred?"★":"☆"})," Star"]}),u(Xr,{rating:e.rating}),u(Qr,{})]}),u(Jr,{})]})}function Xr({rating:e}){let{markShown:t}=M().
viewing,n=F(null),r=i=>t({kind:"rate",rating:i});function o(i){let s={ArrowLeft:-1,ArrowDown:-1,ArrowRight:1,ArrowUp:1}[i.key]??0;if(!s)return;i.preventDefault();
let a=Math.min(5,Math.max(1,e+s));n.current?.querySelectorAll("button")[a-1]?.focus(),r(a)}return u("div",{class:"rating",role:"radiogroup","aria-label":"Rating",
ref:n,onKeyDown:o,children:Gr.map(i=>u(C,{press:()=>r(i===e?0:i),role:"radio","aria-label":`${i} of ${5}`,"aria-checked":i===e,title:`Rate ${i} of ${5} (${i}; 0\
 clears)`,class:i<=e?"reached":"",tabIndex:i===(e||1)?0:-1,children:i},i))})}function Qr(){let{details:e,newTags:t,writeTags:n,markShown:r}=M().viewing,o=F(null),
i=(e.value?.tags??[]).filter(f=>f!==_t);function s(f){let p=t.peek().split(/\s+/).filter(Boolean);if(f.key==="Enter"&&p.length)r({kind:"tag",changes:p});else if(f.
key!=="Escape")return;f.preventDefault(),n("")}function a(f){r({kind:"tag",changes:[`-${f}`]}),o.current?.focus()}return u("span",{class:"tagging",children:[u("\
ul",{class:"tags","aria-label":"Tags",hidden:i.length===0,children:i.map(f=>u("li",{children:[u("span",{children:f}),u(C,{press:()=>a(f),"aria-label":`Remove ta\
g ${f}`,children:"×"})]},f))}),u("input",{ref:o,type:"text","aria-label":"Add tag",placeholder:"Add tag",size:8,enterKeyHint:"done",...te,disabled:e.value===null,
value:t.value,onInput:f=>n(f.currentTarget.value),onKeyDown:s})]})}function Jr(){let{details:e,note:t,writeNote:n,keepNote:r,dropNote:o}=M().viewing;function i(s){
if(s.key==="Enter"&&!s.shiftKey)r();else if(s.key==="Escape")o();else return;s.preventDefault()}return u("textarea",{class:"note","aria-label":"Note",placeholder:"\
Note",enterkeyhint:"done",disabled:e.value===null,value:t.value,rows:Math.min(6,t.value.split(`
`).length),onInput:s=>n(s.currentTarget.value),onBlur:r,onKeyDown:i})}function Un(){let{viewing:e,history:t}=M(),n=e.shown.value;function r(o){let i=o.target instanceof Element&&o.target.matches("input, textarea, select");n&&!i&&t.
press(o,n,[n.number])&&o.preventDefault()}return u("section",{class:"viewer","aria-label":"Viewer",onKeyDown:r,children:n?u(Zr,{entry:n}):u("p",{class:"none",children:"\
Pick a picture to see it large."})})}function Zr({entry:e}){let{viewing:t,copyPrompt:n}=M(),r=t.details.value,o=r?.prompt??e.prompt,i=[...e.error,r?.text??e.text].
filter(Boolean),s=e.pictures[t.position.value],{src:a,full:f,gone:p}=Yr(s);return u("div",{children:[s&&u("div",{class:"stage",style:{aspectRatio:`${s.width} / ${s.
height}`},children:u("img",{alt:e.prompt,width:s.width,height:s.height,src:a||void 0},s.hash)}),e.pictures.length>1&&u(eo,{entry:e}),u("p",{class:"caption",children:ro(
e)}),u("div",{class:"said",children:[u("p",{class:"prompt",children:o}),u(C,{press:()=>n(o),class:"link",children:"Copy prompt"})]}),i.length>0&&u("p",{class:e.
error.length?"words failed":"words",children:u(ie,{of:i})}),p&&u("p",{class:"words failed",children:"The picture's file is gone from the library."}),u(Rn,{number:e.
number}),u(to,{entry:e,picture:s,full:f}),u(In,{entry:e}),u(Hn,{entry:e})]})}function Yr(e){let{pictures:t}=M(),n=e?.hash??"",r=On(t,n),[o,i]=xe(r);return z(()=>{
if(!n)return;let s=!0,a=p=>i(c=>({...c.hash===n?c:On(t,n),...p}));async function f(){let p=await t.url(n,"thumbnail");if(!s)return;p&&a({src:p});let c=await t.url(
n,"full");s&&a(c?{src:c,full:c}:{gone:!0})}return f(),()=>{s=!1}},[n,t]),o.hash===n?o:r}function On(e,t){return{hash:t,src:t&&e.held(t,"tile"),full:"",gone:!1}}
function eo({entry:e}){let{position:t,turnTo:n}=M().viewing;return u("div",{class:"several",role:"group","aria-label":"Pictures of this answer",children:e.pictures.
map((r,o)=>u(C,{press:()=>n(o),"aria-pressed":o===t.value,"aria-label":`Picture ${o+1}`,children:o+1},o))})}function to({entry:e,picture:t,full:n}){let{composer:r,
history:o,viewing:i,input:s,again:a,copyCell:f}=M(),p=i.position.value,c=[e.number];return u("div",{class:"actions",children:[u(C,{press:()=>s("edit",e,p),class:"\
primary",disabled:!t,children:"Edit this"}),u(C,{press:()=>s("add",e,p),disabled:!t,children:"Add as input"}),u(ze,{press:()=>a(e),title:"Another take of the sa\
me: a new call",children:"Again"}),u(C,{press:()=>r.use(e.template),children:"Use prompt"}),u(C,{press:()=>f(e),children:"Copy cell"}),u("span",{class:"actions",
children:[t&&u("a",{class:"button",download:no(e,t),...n&&{href:n},children:"Download"}),u(C,{press:()=>o.save(c),title:"A zip with the pictures, how they were \
made, and a page to look at",children:"Export"}),e.deleted?u(C,{press:()=>o.restore(c),children:"Restore"}):u(C,{press:()=>o.remove(c),title:"Out of sight, with\
 a way back (Del)",children:"Delete"})]})]})}function no(e,{type:t}){return`${e.name||e.number}.${t==="jpeg"?"jpg":t}`}function ro(e){let t=e.pictures[e.main],n=e.
servedBy&&e.servedBy!==e.model;return[`@${e.number}${e.name?` ${e.name}`:""}`,n?`${e.servedBy} (asked: ${e.model})`:e.model,e.seconds>=1&&!e.sketch?`${Math.round(
e.seconds)} s`:"",e.cost===null?"":mt(e.cost),t?`${t.width}×${t.height} ${t.type.toUpperCase()}`:"",e.take>1?`take ${e.take}`:"",e.status==="sent"?"under way":
"",e.sketch&&t?"offline sketch":"",e.deleted?"deleted":""].filter(Boolean).join(" · ")}var oo={well:"",silent:"No answer from the kernel yet. If a cell runs, this waits for it; if the kernel was restarted, run the cell with %imagegen panel again.",
gone:"The kernel has restarted or is gone. Run the cell with %imagegen panel again."};function Kn(){let{kernel:e,said:t,status:n}=M(),o=e.value==="silent"&&n.value.
waits?"":oo[e.value],{words:i,count:s}=t.value;return u(H,{children:[u(io,{}),u("p",{class:"notice",role:"alert",hidden:!o,children:o}),u("div",{class:"columns",
children:[u("div",{class:"left",children:[u(Sn,{}),u(Nn,{})]}),u(Un,{}),u(Ln,{})]}),u("p",{class:"live","aria-live":"polite",children:u("span",{children:i},s)})]})}
function io(){let{gateway:e="",sketches:t,total:n,waits:r}=M().status.value,o=t?"offline sketches":e,i=n===void 0?"":n===1?"1 generation":`${n} generations`;return u(
"header",{children:[u("b",{children:"imagegen"}),u("span",{class:"where",children:[o,i].filter(Boolean).join(" · ")}),r&&u("span",{class:"where",children:"a ce\
ll runs: what you ask is sent after it"})]})}function so({model:e,el:t}){let n=document.createElement("div");n.className="imagegen-panel",n.dataset.lmSuppressShortcuts="true",t.append(n);let r=wn(e,n),{composer:o}=r;
return Pt(n),At(n,{takes:i=>!!o.form.current?.contains(i),hover:o.hover,take:o.take}),st(u(xn,{value:r,children:u(Kn,{})}),n),()=>{r.close(),st(null,n),n.remove()}}
var Qs={render:so};export{Qs as default};
